// What follows from the answers of an audit, as audit/domain/ has it: percents, findings, page one,
// and what it still lacks. Percents are exact fractions [top, bottom] of small whole numbers,
// rounded once, half up, to one decimal, at the end.

// ---- What the rules read of an audit document and of its instrument

const EMPTY = { score: null, note: "", na_reason: "", area: "", photos: [] };
export const answerOf = ({ answers }, code) => ({ ...EMPTY, ...answers[code] });

export const scoresOf = ({ answers }) =>
  Object.fromEntries(Object.entries(answers).map(([code, { score }]) => [code, score]));

/** Items in the order of the sheet, with or without those apart. */
export const itemsOf = ({ pillars }, k3 = true) =>
  pillars.filter(({ apart }) => k3 || !apart).flatMap(({ items }) => items);

export const STANDARD = 3; // below it a nilai proposes a finding
export const DECLINABLE = 2; // the one whose finding a person may decline

/** The nilai of an item, -1 without one. */
export const points = (code, scores) => (Number.isInteger(scores[code]) ? scores[code] : -1);

export const proposes = (score) => Number.isInteger(score) && score < STANDARD;

// ---- Percents

const ENOUGH = 5; // scored items, or all there are, for the final value of a pillar
const BANDS = { very_good: 90, good: 75, fair: 60, poor: 40, very_poor: 0 };

function mean(values) {
  const [top, bottom] = values.reduce(([a, b], [c, d]) => [a * d + c * b, b * d], [0, 1]);
  return values.length ? [top, bottom * values.length] : null;
}

const tenths = ([top, bottom]) => Math.floor((20 * top + bottom) / (2 * bottom));

/** A percent as people read it: "67,9" ("67.9" in English), a dash for null. */
export function shown(value, language) {
  if (!value) return "–";
  const all = tenths(value);
  return `${Math.floor(all / 10)}${language === "en" ? "." : ","}${all % 10}`;
}

/** The band of a total, by the shown number. */
export const bandOf = (total) =>
  total && Object.keys(BANDS).find((name) => tenths(total) >= 10 * BANDS[name]);

function pillarScore({ items }, scores) {
  const given = items.map(({ code }) => scores[code] ?? null);
  const points = given.filter(Number.isInteger);
  const [of, scored] = [given.length, points.length];
  const live = mean(points.map((score) => [25 * score, 1]));
  const final = scored < Math.min(ENOUGH, of) ? null : live;
  return { rated: given.filter((score) => score !== null).length, scored, of, live, final };
}

/**
 * {rated, of, live, final, exact, pillars: {R1: {rated, scored, of, live, final, exact}}}: `live`
 * and `final` as shown texts, in `exact` as fractions; those apart (K3) count in no total.
 */
export function scorecard(pillars, scores, language) {
  const text = ({ live, final, ...counts }) => ({
    ...counts,
    live: shown(live, language),
    final: shown(final, language),
    exact: { live, final },
  });
  const cards = pillars.map((pillar) => pillarScore(pillar, scores));
  const all = (name) => cards.filter((_, i) => !pillars[i].apart).map((card) => card[name]);
  const sum = (name) => all(name).reduce((a, b) => a + b, 0);
  const final = all("final").includes(null) ? null : mean(all("final"));
  return {
    ...text({ rated: sum("rated"), of: sum("of"), live: mean(all("live").filter(Boolean)), final }),
    pillars: Object.fromEntries(cards.map((card, i) => [pillars[i].code, text(card)])),
  };
}

// ---- What R5.6 proposes for the actions chosen last time, as audit/domain/follow_up.py has it

/** {score, closed, of, first}; `past` is the workshop as the server last told it. */
export function proposedFollowUp({ audited_on, carried, findings }, past) {
  const actions = (past?.agreed ?? []).map(({ id, due_on, closed_on, proof }) => {
    const seen = carried.find(({ action }) => action === id);
    const on = closed_on ?? (seen?.found === "selesai" ? audited_on : null);
    return { on, inTime: on <= due_on, proof: proof || seen?.note.trim() || seen?.photos[0] };
  });
  const done = actions.filter(({ on }) => on);
  const [closed, of] = [done.length, actions.length];
  const climbed = [
    closed > 0,
    2 * closed >= of,
    5 * closed >= 4 * of && done.every(({ proof }) => proof),
    closed === of && done.every(({ inTime }) => inTime),
  ];
  if (findings.some(({ item, declined }) => !declined && past?.found.includes(item))) climbed[3] = false;
  return { score: of ? [...climbed, false].indexOf(false) : "na", closed, of, first: !past?.last };
}

// ---- What page one names and promises, as audit/domain/ranking.py has it

export const MOST_CHOSEN = 5;
export const MOST_PRAISES = 3;

/** Days until the due date by priority, most urgent first. */
export const DUE_DAYS = { kritis: 3, tinggi: 7, sedang: 14, rendah: 30 };
export const PRIORITIES = Object.keys(DUE_DAYS);
const COSTS = ["tanpa", "kecil", "perlu-anggaran"];

/** The findings that stand, first things first. */
export function ranked(findings, scores, instrument) {
  const codes = itemsOf(instrument).map(({ code }) => code);
  const key = ({ item, action }) => {
    const [pillar, number] = item.split(".");
    const urgency = PRIORITIES.indexOf(action.priority);
    const cost = COSTS.indexOf(action.cost);
    return [urgency, scores[item], cost, +(pillar === "K3"), pillar, number.padStart(2, 0)].join();
  };
  return findings
    .filter(({ item, declined }) => codes.includes(item) && proposes(scores[item]) && !declined)
    .sort((one, other) => key(one).localeCompare(key(other)));
}

/** The findings of page one, first things first. */
export const chosen = (findings, scores, instrument) =>
  ranked(findings, scores, instrument).filter(({ action }) => action.chosen);

/** Fill the places that people left free; what a person chose or dropped stays. */
export function choose(findings, scores, instrument) {
  const decided = ({ edited }) => edited.includes("chosen");
  const standing = ranked(findings, scores, instrument);
  const taken = standing.filter((one) => decided(one) && one.action.chosen).length;
  const free = standing.filter((one) => !decided(one)).slice(0, Math.max(0, MOST_CHOSEN - taken));
  return findings.map((one) =>
    decided(one) ? one : { ...one, action: { ...one.action, chosen: free.includes(one) } },
  );
}

/** Levels gained since the last audit; 0 unless both scored the item. */
export function rise(code, scores, last = {}) {
  const [old, now] = [points(code, last), points(code, scores)];
  return old < 0 || now < 0 ? 0 : now - old;
}

/** Codes without K3, risen most first, then the higher nilai. */
function best(instrument, scores, last) {
  const by = (of) => (one, other) => of(other.code, scores, last) - of(one.code, scores, last);
  return itemsOf(instrument, false).sort(by(points)).sort(by(rise)).map(({ code }) => code);
}

/** Up to three codes: good and not fallen; if too few, risen to 2. */
export function praises(instrument, scores, last) {
  const codes = best(instrument, scores, last);
  const good = codes.filter((c) => points(c, scores) >= STANDARD && rise(c, scores, last) >= 0);
  const risen = codes.filter((c) => points(c, scores) === 2 && rise(c, scores, last) > 0);
  return [...good, ...risen].slice(0, MOST_PRAISES);
}

/** Codes that a person may praise, best first, those praised already ahead. */
export function praisable(document, instrument, last) {
  const scores = scoresOf(document);
  const good = best(instrument, scores, last).filter((code) => points(code, scores) >= 2);
  return [...new Set([...document.praises, ...good])];
}

/** The exact total with each of these items at the standard or better. */
export function ifDone({ pillars }, scores, codes) {
  const lifted = { ...scores };
  for (const code of codes) if (proposes(scores[code])) lifted[code] = STANDARD;
  return scorecard(pillars, lifted).exact.final;
}

/** The exact total with every chosen action done; null until all is rated. */
export function promise(document, instrument) {
  const scores = scoresOf(document);
  const { rated, of } = scorecard(instrument.pillars, scores);
  const codes = chosen(document.findings, scores, instrument).map(({ item }) => item);
  return rated < of ? null : ifDone(instrument, scores, codes);
}

// ---- What a low nilai leads to and what people decided, as audit/domain/findings.py and edits.py

/** Fields of a finding as `edited` and forms name them: its own, and those of its action. */
export const OWN = ["text", "area", "no_photo_reason", "declined"];
export const ACTION = ["root_cause", "pic", "chosen", "action_text", "priority", "due_on", "cost"];
export const nameInAction = (name) => name.replace("action_", "");

/** The finding with other values in some fields. */
export function withFields(finding, fields) {
  const own = { ...finding, action: { ...finding.action } };
  for (const [name, value] of Object.entries(fields)) {
    if (ACTION.includes(name)) own.action[nameInAction(name)] = value;
    else own[name] = value;
  }
  return own;
}

/** The id of the finding that the rule makes for an item: the same on every device. */
export function findingId(idInAddress, code) {
  const bits = (code.charCodeAt(0) << 16) | (code[1] << 8) | code.slice(3);
  return idInAddress.slice(0, -6) + (parseInt(idInAddress.slice(-6), 16) ^ bits).toString(16).padStart(6, 0);
}

const without = ({ edited }, name) => edited.filter((one) => one !== name);

function priorityOf({ critical }, score, repeat) {
  const low = score < DECLINABLE;
  // From tinggi, sedang, rendah for 0, 1, 2 a step up each time, up to tinggi, or sedang for 2.
  return PRIORITIES[critical && low ? 0 : Math.max(low ? 1 : 2, score + 2 - repeat)];
}

/** The day so many days after another. */
export const daysAfter = (iso, days) =>
  new Date(Date.parse(iso) + days * 864e5).toISOString().slice(0, 10);

function byRule(finding, item, document, repeat) {
  const { score, note, area } = answerOf(document, item.code);
  const { edited, declined, action } = finding;
  const priority = edited.includes("priority") ? action.priority : priorityOf(item, score, repeat);
  const due_on = daysAfter(document.audited_on, DUE_DAYS[priority]);
  const rule = { text: note, area, action_text: item.action.id, priority, due_on, cost: item.cost };
  for (const name of edited) delete rule[name];
  if (score !== DECLINABLE || !declined || !edited.includes("declined")) {
    Object.assign(rule, { declined: false, edited: without(finding, "declined") });
  }
  return withFields(finding, { ...rule, repeat });
}

/** Findings of an item that is low no longer: declined if a person touched them, else gone. */
const withdrawn = (findings) =>
  findings
    .map((one) => ({ ...one, edited: one.declined ? one.edited : without(one, "declined"), declined: true }))
    .filter((one) => one.edited[0] || one.no_photo_reason || one.action.pic || one.action.root_cause);

/** The findings by the rule; `repeats` counts, by code, the audits in a row before with one. */
export function refreshed(document, instrument, repeats = {}) {
  const { id, k3, findings } = document;
  const codes = [...itemsOf(instrument).map(({ code }) => code), ...findings.map(({ item }) => item)];
  const items = new Map(codes.map((code) => [code]));
  for (const item of itemsOf(instrument, k3)) items.set(item.code, item);
  const current = [...items].flatMap(([code, item]) => {
    const own = findings.filter((one) => one.item === code);
    if (!item || !proposes(answerOf(document, code).score)) return withdrawn(own);
    const action = { root_cause: "", pic: "" };
    const made = { id: findingId(id, code), item: code, no_photo_reason: "", edited: [], action };
    const times = (repeats[code] ?? 0) + 1;
    return (own[0] ? own : [made]).map((one) => byRule(one, item, document, times));
  });
  return choose(current, scoresOf(document), instrument);
}

// ---- What people decide when a visit is summed up, by the names of audit/domain/amending.py

const TYPED = ["no_photo_reason", "root_cause", "pic"]; // no rule fills these
const REMARKS = ["mentor", "owner", "private"];

export const fieldName = (id, name) => `finding-${id}-${name}`;

/** Every field that the summary shows, by name. */
export function values({ next_visit_on, praises, remarks, findings }) {
  const flat = { next_visit_on, praises };
  for (const name of REMARKS) flat[`remarks_${name}`] = remarks[name];
  for (const one of findings) {
    for (const name of OWN) flat[fieldName(one.id, name)] = one[name];
    for (const name of ACTION) flat[fieldName(one.id, name)] = one.action[nameInAction(name)];
  }
  return flat;
}

/** The document with these fields changed by a person. */
export function amended(document, changes) {
  const all = { ...values(document), ...changes };
  const { next_visit_on, praises } = all;
  const remarks = Object.fromEntries(REMARKS.map((name) => [name, all[`remarks_${name}`]]));
  const wanted = ({ id }) => all[fieldName(id, "chosen")];
  const count = (test) => document.findings.filter(test).length;
  // Fewer than before: the rest is left out on purpose, the rule is not to fill the place.
  const fewer = count(wanted) < count(({ action }) => action.chosen);
  const findings = document.findings.map((one) => {
    const given = [...OWN, ...ACTION].filter((name) => fieldName(one.id, name) in changes);
    const fields = given.map((name) => [name, all[fieldName(one.id, name)]]);
    const dropped = fewer && !wanted(one) ? ["chosen"] : [];
    const decided = given.filter((name) => !TYPED.includes(name));
    const edited = [...new Set([...one.edited, ...dropped, ...decided])];
    return { ...withFields(one, Object.fromEntries(fields)), edited };
  });
  return { ...document, next_visit_on, praises, remarks, findings };
}

// ---- What the rules do to a document as it is stored, as audit/usecases/settling.py has it

/**
 * The document with findings and praises by the rules; a final one is settled for good.
 * `before` is the document ahead of this edit, `past` the workshop as the server last told it.
 */
export function settled(document, before, instrument, past) {
  if (before?.status === "final") return document;
  const praised = (one) => praises(instrument, scoresOf(one), past?.last?.scores);
  const known = String(before?.praises ?? []);
  // Praises that differ from the rule, now or before, are those of a person.
  const free = String(document.praises) === known && (!before || known === String(praised(before)));
  const next = { ...document, findings: refreshed(document, instrument, past?.repeats) };
  if (free) next.praises = praised(document);
  if (next.status !== "final") return next;
  const findings = next.findings.filter(({ item }) => proposes(document.answers[item]?.score));
  return { ...next, findings, revision: 1, revision_reason: "" };
}

// ---- Why a fix did not hold, from the third time on, as audit/domain/again.py has it

/** Whether somebody is to try once more what did not hold twice. */
export const asksWhy = ({ repeat, declined, action }) =>
  repeat > 2 && !declined && (action.chosen || Boolean(action.text.trim()));

/** A text without case, spaces, punctuation and signs; upper last, as letters pair one way only. */
const folded = (text) =>
  text.normalize().replace(/[^\p{L}\p{M}\p{N}]/gu, "").toLowerCase().toUpperCase().normalize("NFD");

/** Whether the action says what one of the last audit said; `tried` are those, by item. */
export const sameAction = ({ item, action }, tried) =>
  folded(action.text) !== "" && (tried?.[item] ?? []).map(folded).includes(folded(action.text));

// ---- What an audit lacks before it is final, as audit/domain/finalising.py has it

/** All that keeps the audit from being final: [{kind, item, finding, action}]. */
export function blocks(document, { pillars }, tried) {
  const none = { item: null, finding: null, action: null };
  const found = document.conflicts.map(({ item }) => ({ ...none, kind: "conflict", item: item || null }));
  for (const { action, found: word, note, photos } of document.carried) {
    if (word !== "belum" && !note.trim() && !photos[0]) found.push({ ...none, kind: "carried_proof", action });
  }
  for (const { apart, items } of pillars) {
    if (document.k3 || !apart) for (const item of items) check(item, apart);
  }
  return found;

  function check({ code, critical }, apart) {
    const need = (kind, lacks, finding = null) => lacks && found.push({ ...none, kind, item: code, finding });
    const { score, note, na_reason, photos } = answerOf(document, code);
    need(apart ? "k3_unrated" : "unrated", score === null);
    need("na_reason", score === "na" && [...na_reason.trim()].length < 5);
    need("proof_for_four", score === 4 && !note.trim() && !photos[0]);
    if (!proposes(score)) return;
    const low = score < DECLINABLE;
    const own = document.findings.filter((one) => one.item === code && (low || !one.declined));
    need("finding_text", low && !own[0]);
    need("no_photo", low && !photos[0] && !own.some((one) => one.no_photo_reason.trim()), own[0]?.id);
    for (const one of own) {
      const { id, text, action } = one;
      need("finding_text", low && !text.trim(), id);
      need("critical_action", low && critical && !action.text.trim(), id);
      need("pic", action.chosen && !action.pic.trim(), id);
      need("due_on", action.chosen && !action.due_on, id);
      if (!asksWhy(one)) continue;
      need("root_cause", !action.root_cause.trim(), id);
      need("same_action", sameAction(one, tried), id);
    }
  }
}

/** What a final audit may lack, as long as it says so: [{kind}]. */
export function allowed({ signatures: { mentor, owner } }, photos_missing) {
  const lacks = { mentor_signature: !mentor, owner_signature: !owner, photos_missing };
  return Object.keys(lacks).filter((kind) => lacks[kind]).map((kind) => ({ kind }));
}

/** Whether page one would name more actions than it has room for. */
export const tooManyChosen = ({ findings }) =>
  findings.filter(({ action, declined }) => action.chosen && !declined).length > MOST_CHOSEN;
