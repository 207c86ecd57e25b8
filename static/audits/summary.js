// The summary and the owner screen: what is agreed is on this tablet as soon as it is ticked, or
// 300 ms after the last key.

import { alarm, day, entering, filled, kept, photoAddress, say, set, shortDay, stamped, today, tooLong, touchedEarly } from "../base.js";
import { hurry } from "../offline/sync.js";
import { MOST_CHOSEN, MOST_PRAISES, amended, answerOf, asksWhy, daysAfter, fieldName, praisable, proposes, ranked, sameAction, values } from "../rules/audit.js";
import { NOBODY, all, begin, change, id, lay, one, openPlaces, praised, reveal, startFindings, state } from "./_closing.js";

const TYPING = 300; // milliseconds from the last key to the disk
const form = one("main form");
const heard = one("ul.said"); // what is good, where the owner looks at it
const { values: typed, enter, keep } = entering(write, told);
const made = new Map(); // cards by finding, so that what is open and written in them stays
let hand = null; // the field under it
let order = "";
let picks = "";
let marked = "{}";

startFindings(form);
for (const field of [...form.elements].filter(touchedEarly)) {
  if (field.type !== "radio" || field.checked) typed.set(field.name, valueOf(field));
}
begin(paint).then(() => {
  openPlaces();
  if (state) keep(); // what was typed meanwhile
});

function paint({ record, audit, final }) {
  if (final) return location.replace(`/audits/${id}`);
  findings(state);
  if (heard) praised(state);
  else {
    praises(state);
    looks(state);
    offer("#people", people(state));
    offer("#areas", audit.areas);
  }
  set({ kept: Boolean(record.base) });
  for (const field of all("[type=date]")) field.min = audit.audited_on;
  const known = fieldsOf(audit);
  const aside = Object.fromEntries(Object.entries(record.aside).filter(([name]) => name in known));
  fill({ ...known, ...aside, ...Object.fromEntries(typed) });
  mark(faults(audit, aside));
  if (!typed.size) told();
}

// ---- Findings as cards: those for the owner first, the others folded

function findings({ audit, card, scores, questions, chosen }) {
  const others = ranked(audit.findings, scores, questions).filter((found) => !found.action.chosen);
  const declined = audit.findings.filter((found) => found.declined && proposes(scores[found.item]));
  const [number, rest] = [chosen.length, others.length + declined.length];
  const unrated = card.rated < card.of;
  set({ pick: !number && rest > 0, rate: !number && !rest && unrated });
  set({ well: !number && !rest && !unrated, chosen: number > 0, chosen_count: say("of_five", { number }) });
  set({ others: others.length > 0, others_count: others.length });
  set({ declined: declined.length > 0, declined_count: declined.length });
  const cards = (heard ? [chosen] : [chosen, others, declined]).map((list) =>
    list.map((found, i) => cardOf(found, list === chosen && i + 1)),
  );
  const now = cards.map((list) => list.map((box) => box.id)).join(";");
  if (now !== order) place(cards);
  order = now;
}

/** Put the cards where they belong; what the hand is on stays under it. */
function place(cards) {
  const { activeElement: field } = document;
  const at = hand?.isConnected ? hand : one("main");
  const { top } = at.getBoundingClientRect();
  all("[data-cards]").forEach((box, i) => box.replaceChildren(...cards[i]));
  if (field.isConnected) field.focus({ preventScroll: true });
  if (hand) scrollBy(0, at.getBoundingClientRect().top - top);
}

function cardOf(finding, rank) {
  const { id: own, item, text, repeat, action } = finding;
  const score = state.scores[item];
  const { photos } = answerOf(state.audit, item);
  const { priority } = action;
  const urgent = priority === "kritis";
  const title = state.title(item);
  const words = action.text || text || title;
  const box = made.get(own) ?? card(own, item, photos);
  const again = asksWhy(finding);
  const { tried } = state.past;
  if (rank && box.parentElement !== one("[data-cards]")) box.open = true; // newly chosen
  set(
    {
      ...{ rank, score, code: item, title, says: text || action.text },
      ...{ words, found: text !== words && text, due: { className: `quick ${priority}` } },
      ...{ urgent, priority: !urgent && say(priority) },
      repeat: repeat > 1 && say("repeat", { number: repeat }),
      ...{ no_photo: score < 2 && !photos.length, declining: score === 2, thumbs: photos.length > 0 && {} },
      level: { className: `nilai level-${score}` },
      ...{ again, cause: !again, why: say(repeat > 3 ? "nth" : "third", { number: repeat }) },
      tried: tried?.[item] && say("tried", { text: tried[item].join("; ") }),
      same: again && sameAction(finding, tried),
    },
    box,
  );
  // From the folded place to where it is asked for.
  const cause = box.querySelector(".more [name$=root_cause]")?.closest(".field");
  if (again && cause) box.querySelector(".again > div").append(cause);
  const sentence = say("unmet", { sentence: state.level(item, score + 1) });
  // The workshop may be known later than the audit; what is typed meanwhile moves no button.
  if (box.people !== String(state.past.people)) quick(box, fieldName(own, "pic"));
  for (const { dataset } of box.querySelectorAll("[data-fill]")) dataset.sentence = sentence;
  return box;
}

function card(finding, item, photos) {
  const box = stamped("finding", { [NOBODY]: finding });
  made.set(finding, box);
  photos.forEach(async (sha, i) => {
    const picture = filled("thumb", { photo: { alt: say("photo", { number: i + 1, item }) } });
    box.querySelector(".thumbs").append(picture);
    picture.src = await photoAddress(sha, "?size=320");
  });
  return box;
}

/** The buttons of the owner: names, and days after the audit. */
function quick(box, name) {
  box.people = String(state.past.people);
  const button = (value) => filled("name", { name: { name, value }, called: value });
  for (const place of box.querySelectorAll("[data-names]")) {
    place.replaceChildren(...people(state).slice(0, 6).map(button));
  }
  for (const term of box.querySelectorAll("[data-days]")) {
    term.value = daysAfter(state.audit.audited_on, term.dataset.days);
    term.parentElement.querySelector("small").textContent = shortDay(term.value);
  }
}

/** Who may be asked to act: owner and PIC of the workshop, then those of this audit, then others. */
function people({ audit, past }) {
  const now = audit.findings.map(({ action }) => action.pic);
  return [...new Set([past.owner_name, past.pic_name, ...now, ...(past.people ?? [])])].filter(Boolean);
}

// ---- What else comes from the document

function praises({ audit, questions, past, scores, title, level }) {
  const good = praisable(audit, questions, past.last?.scores);
  // A tick changes which come first; the list stays as it is.
  const now = String([...good].sort());
  if (now === picks) return;
  picks = now;
  const rows = good.map((code) => {
    const score = scores[code];
    const told = { score, says: level(code), about: `${code} ${title(code)}` };
    const row = filled("praise", { ...told, level: { class: `nilai level-${score}` } });
    const box = row.querySelector("input");
    row.htmlFor = box.id = `praise-${code}`;
    box.value = code;
    return row;
  });
  set({ unpraised: !good.length, more: good.length > 3 });
  one("[data-praises]").replaceChildren(...rows);
}

/** Every open action of an earlier audit, those that nobody looked at first. */
function looks({ audit, past }) {
  const found = Object.fromEntries(audit.carried.map((one) => [one.action, one.found]));
  const place = ({ id: action }) => ["belum", "sebagian", "selesai"].indexOf(found[action]);
  const open = (past.actions ?? []).filter((old) => old.audit !== id);
  open.sort((one, other) => place(one) - place(other));
  const rows = open.map(({ id: action, item, text: words, pic, due_on: due }) => {
    const word = found[action] ?? "unlooked";
    const done = word === "selesai";
    const told = due && say(due < today() && !done ? "late" : "due", { day: shortDay(due) });
    return filled("look", {
      place: { href: `/audits/${id}/sheet#carried-${action}` },
      text: words || item,
      about: [item, pic, told].filter(Boolean).join(" · "),
      chip: { class: `chip ${done ? "done" : found[action] ? "soon" : "blank"}` },
      word: say(word),
    });
  });
  const { length: of } = rows;
  const seen = open.filter((old) => found[old.id]).length;
  set({ looks: of > 0, looks_count: say("looked", { seen, of }), unlooked: seen < of });
  set({ many: of > 3, older: say("older", { number: of - 3 }) });
  lay(one("[data-rows]"), rows);
}

function offer(css, names) {
  one(css).replaceChildren(...[...new Set(names)].filter(Boolean).map((name) => new Option("", name)));
}

function fill(known) {
  for (const field of form.elements) {
    if (!(field.name in known) || field.type === "hidden") continue;
    const value = known[field.name];
    if (field.name === "praises") field.checked = value.includes(field.value);
    else if (field.type === "checkbox") field.checked = value;
    else if (field.type === "radio") field.checked = field.value === value;
    else if (valueOf(field) !== value) field.value = (!pressed(field) && value) || "";
  }
}

/** Whether a name stands on a button that is pressed, so that its field stays empty. */
const pressed = ({ type, name }) => type === "text" && one(`[name="${name}"]:checked`);

// ---- From the hand to the disk

/** The fields of this page by name; one of them is for the hand alone. */
const fieldsOf = (audit) => ({ ...values(audit), everyone_pic: "" });

function valueOf({ name, type, checked, value, localName }) {
  if (name === "praises") return [...all("[name=praises]:checked")].map((box) => box.value);
  if (type === "checkbox") return checked;
  if (type === "date") return value || null;
  return localName === "input" ? value.trim().replace(/\s+/g, " ") : value;
}

form.addEventListener("input", ({ target }) => {
  if (target.validity.badInput) return;
  hand = target;
  if (!state) typed.set(target.name, valueOf(target));
  else enter(target.name, valueOf(target), target.matches("textarea, [type=text]") ? TYPING : 0);
});

function write(entered) {
  return change((audit, aside) => withEntered(audit, aside, Object.fromEntries(entered)));
}

/** The document with what is right of it; what is wrong lies aside, as it was typed. */
function withEntered(audit, aside, entered) {
  const known = fieldsOf(audit);
  const now = { ...aside, ...entered };
  for (const name of Object.keys(now)) if (!(name in known)) delete now[name];
  const wrong = faults(audit, now);
  for (const [name, value] of Object.entries(now)) {
    delete aside[name];
    const same = String(value) === String(known[name]);
    const waits = wrong[name] || (name === "everyone_pic" && !same);
    if (waits) aside[name] = value;
    if (waits || same) delete now[name];
  }
  return amended(audit, now);
}

/** Sentences by name for values that can't be part of the document. */
function faults(audit, entered) {
  const now = ({ id: finding }, field, old) => entered[fieldName(finding, field)] ?? old;
  const wanted = audit.findings.filter(
    (found) => now(found, "chosen", found.action.chosen) && !now(found, "declined", found.declined),
  );
  const late = wanted.length > MOST_CHOSEN ? wanted.filter((found) => !found.action.chosen) : [];
  const wrong = {};
  for (const found of late) {
    const taken = state.chosen.map(({ item }) => item).join(", ");
    wrong[fieldName(found.id, "chosen")] = say("sixth", { taken });
  }
  for (const [name, value] of Object.entries(entered)) {
    const long = tooLong(value, /(pic|area)$/.test(name) ? 120 : 5000);
    const early = name.endsWith("_on") && value && value < audit.audited_on;
    if (long) wrong[name] = long;
    const what = name === "next_visit_on" ? "early_visit" : "early_due";
    if (early) wrong[name] = say(what, { day: day(audit.audited_on) });
    if (name === "praises" && value.length > MOST_PRAISES) wrong[name] = say("many");
  }
  return wrong;
}

/** Each sentence beside its field, said again only when something else is wrong. */
function mark(wrong) {
  const now = JSON.stringify(wrong);
  if (now === marked) return;
  marked = now;
  for (const old of all("[data-told]")) old.remove();
  for (const field of all("[aria-invalid]")) field.removeAttribute("aria-invalid");
  for (const [name, fault] of Object.entries(wrong)) {
    const field = one(`main [name="${name}"]:not([type=hidden], [type=radio])`);
    field?.setAttribute("aria-invalid", "true");
    field?.closest(".tick, .field").append(filled("told", { fault }));
  }
}

/** Say whether all is kept as it was entered. */
function told() {
  if (one("main [aria-invalid]")) alarm(say("wrong"));
  else kept(id);
}

form.addEventListener("submit", async (event) => {
  if (!state) return;
  event.preventDefault();
  if (form.elements.everyone_pic?.value) one("[data-everyone]").click();
  await keep();
  const wrong = one("main :is([aria-invalid], [data-conflict])");
  if (wrong) return reveal(wrong);
  if (event.submitter?.value) location.assign(`/audits/${id}/${event.submitter.value}`);
  else hurry();
});

// A link out of the page waits for what is on its way.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.pathname === location.pathname || !state || !typed.size) return;
  event.preventDefault();
  await keep();
  location.assign(link.href);
});
