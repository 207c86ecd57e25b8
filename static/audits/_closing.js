// The closing steps of an audit on this tablet: what it holds, what the rules make of it, changes.

import { able, clockTime, day, filled, givesWay, photoAddress, photosWaiting, ready, say, set, shortDay, text, unkept, watchState } from "../base.js";
import { idInAddress, instrument, opened } from "../offline/network.js";
import * as store from "../offline/store.js";
import { kickSoon, refreshOne } from "../offline/sync.js";
import { allowed, amended, bandOf, blocks, chosen, itemsOf, points, promise, scorecard, scoresOf, settled, shown } from "../rules/audit.js";

export const id = idInAddress();
export const one = (css) => document.querySelector(css);
export const all = (css) => document.querySelectorAll(css);
export const NOBODY = "00000000-0000-0000-0000-000000000000"; // whose a page is before it is filled
const ON_SHEET = /^(answers|carried|met_with|areas|k3|audited_on)\b/;
const blank = one(`a[href*="${NOBODY}"]`);
const { title, documentElement: { lang } } = document;
let zone;
let paint;
let showing = Promise.resolve();
export let state = null; // what the page shows; null where the server's form does all

/** Let the page live on what this tablet holds, if it does; `painter(state)` paints it. */
export async function begin(painter) {
  await ready;
  const record = able && (await opened(id));
  if (!record) return blank && location.replace("/");
  paint = painter;
  zone = (await store.meta("facts"))?.timezone ?? "Asia/Jakarta";
  state = await gathered(record);
  if (store.isDirty(record)) await change((audit) => ({ ...audit })); // as the rules have it
  store.listen((changed) => (changed ?? id) === id && refresh());
  await refresh();
  for (const button of all("button[disabled]")) button.disabled = false; // of a blank page
  await watchState(id);
  document.documentElement.classList.add("is-live");
  refreshOne(id);
}

/** Change the audit by `make(document, aside)` and the rules; true when that is on the disk. */
export async function change(make, photos = []) {
  const ruled = (before, aside) => {
    const next = settled(make(before, aside), before, state.questions, state.past);
    return JSON.stringify(next) === JSON.stringify(before) ? before : next;
  };
  try {
    await store.edit(id, ruled, photos);
  } catch (error) {
    return unkept(error);
  }
  kickSoon();
  await showing;
  return true;
}

/** Paint what the tablet holds now; one after the other, whatever becomes of one. */
const refresh = () => (showing = showing.then(repainted).catch(reportError));

async function repainted() {
  const record = await store.held(id);
  if (!record) return location.replace("/"); // it was deleted
  state = await gathered(record);
  heading(state);
  standing(state);
  gaps(state);
  await paint(state);
  conflicts(state);
}

async function gathered(record) {
  const audit = record.document;
  const { findings } = audit;
  const questions = await instrument(audit.instrument);
  const items = Object.fromEntries(itemsOf(questions).map((item) => [item.code, item]));
  const scores = scoresOf(audit);
  // Of a workshop that this tablet does not know, what the server told with the findings.
  const repeats = Object.fromEntries(findings.map(({ item, repeat }) => [item, repeat - 1]));
  const past = { repeats, ...(await store.workshop(audit.workshop.id)) };
  return {
    ...{ record, audit, questions, scores, past, final: audit.status === "final" },
    title: (code) => text(items[code].title),
    level: (code, score = scores[code]) => text(items[code].levels[score]),
    card: scorecard(questions.pillars, scores, lang),
    chosen: chosen(findings, scores, questions),
    missing: blocks(audit, questions, past.tried),
  };
}

// ---- What all these pages show

function heading({ record, audit, past, final }) {
  const notice = !final && record.notice?.message;
  set({ final, draft: !final, notice, refused: Boolean(notice) });
  if (!blank) return;
  const { workshop, audited_on, mentor } = audit;
  const number = past.ordinal - (past.last?.id === id);
  const heading = `${day(audited_on)} · ${mentor.name}`;
  set({ workshop: workshop.name, heading: number ? `${say("ordinal", { number })} · ${heading}` : heading });
  document.title = `${workshop.name} · ${title}`;
  for (const link of all(`a[href*="${NOBODY}"]`)) {
    link.href = link.href.replace(`audits/${NOBODY}`, `audits/${id}`).replace(NOBODY, workshop.id);
  }
}

function standing({ audit, card, chosen: first, final, questions }) {
  const kind = final ? "final" : "live";
  for (const place of all("[data-percent]")) {
    const value = (card.pillars[place.dataset.percent] ?? card)[kind];
    place.textContent = value;
    place.dataset.state = value === "–" ? "none" : kind;
    const bar = place.parentElement.querySelector("progress");
    if (bar) bar.value = parseFloat(value.replace(",", ".")) || 0;
  }
  const { rated, of } = card;
  const then = promise(audit, questions);
  const [some, untold] = [first.length > 0, first.length > 0 && !then];
  set({
    k3: audit.k3,
    rated: final ? say(bandOf(card.exact.final) ?? "no_total") : say("rated", { done: rated, of }),
    promised: some && !untold,
    now: say("now", { now: card.final }),
    then: shown(then, lang),
    unrated: untold && rated < of,
    untold: untold && rated === of,
  });
}

/** What keeps the audit from being final, by kind, each thing with the way to its place. */
function gaps({ audit, missing }) {
  const list = one("ul.gaps");
  if (!list) return;
  set({ gaps: missing.length > 0, gaps_count: missing.length, complete: !missing.length });
  const groups = Object.entries(JSON.parse(one("#gap-group").dataset.kinds)).flatMap(([kind, sentence]) => {
    // Conflicts come first among what is missing, in the order of the document.
    const chips = missing.flatMap((gap, i) => (gap.kind === kind ? chip(gap, audit.conflicts[i]) : []));
    const group = filled("gap-group", { sentence: `${sentence}: ${chips.length}` });
    group.lastElementChild.append(...chips);
    return chips.length ? group : [];
  });
  lay(list, groups);
}

/** Put nodes into a list; what it shows already stays: a tap on what is replaced is lost. */
export function lay(list, nodes) {
  const next = list.cloneNode();
  next.append(...nodes);
  if (next.innerHTML !== list.innerHTML) list.replaceChildren(...nodes);
}

function chip({ kind, item, finding, action }, conflict) {
  let at = finding ? `summary#finding-${finding}` : `sheet#${item ?? `carried-${action}`}`;
  if (kind === "conflict" && !ON_SHEET.test(conflict.path)) {
    at = conflict.path.startsWith("sign") ? "sign" : `summary#${nameOf(conflict.path)}`;
  }
  const label = item || state.past.actions?.find(({ id: old }) => old === action)?.item || say(at.startsWith("sheet") ? "gap_place" : "gap_field");
  return filled("gap", { place: { href: `/audits/${id}/${at}`, "data-missing": kind }, label });
}

// ---- Two values in one field

/** The name of the field that a path of the document is: findings.<id>.pic, remarks.owner. */
const nameOf = (path) => path.replace(/^findings\.(.+)\./, "finding-$1-").replace(".", "_");

/** Every conflict at its field, for a person to decide. */
function conflicts({ audit }) {
  const stay = [];
  for (const { path, sides } of audit.conflicts) {
    const field = one(`main :is([name="${nameOf(path)}"]:not([type=hidden], [type=radio]), [data-path="${path}"])`);
    if (!field) continue; // of another page
    const box = filled("conflict", {});
    box.lastElementChild.append(...sides.map((side) => sideOf(side, field, path)));
    const holder = field.closest(".tick, .field") ?? field;
    const old = holder.querySelector("[data-conflict]");
    const same = old?.innerHTML === box.innerHTML;
    stay.push(same ? old : box);
    if (!same) holder.append(box);
  }
  for (const box of all("[data-conflict]")) if (!stay.includes(box)) box.remove();
}

function sideOf({ value, by, at }, field, path) {
  const option = [...(field.options ?? [])].find((other) => other.value === value);
  const told = field.type === "date" && value ? day(value) : (option?.text ?? value?.name ?? value);
  const words = value === true ? say("yes") : value === false ? say("no") : String(told ?? "");
  const side = filled("side", { value: words || say("empty"), who: `${by}, ${moment(at)}` });
  side.lastElementChild.onclick = () =>
    change((audit, aside) => {
      const name = nameOf(path);
      const [part, who] = path.split(".");
      delete aside[name];
      const next = amended(audit, { [name]: value });
      if (part === "signatures") next.signatures = { ...audit.signatures, [who]: value };
      return { ...next, conflicts: audit.conflicts.filter((other) => other.path !== path) };
    });
  return side;
}

// ---- What the owner hears, and what a final audit may still lack

const list = (css, name, rows) => lay(one(css), rows.map((row) => filled(name, row)));

/** Paint what is good. */
export function praised({ audit, scores, level }) {
  const good = audit.praises.filter((code) => points(code, scores) >= 0);
  list("ul.said", "said", good.map((code) => ({ says: level(code) })));
  set({ good: good.length > 0 });
}

/** Paint what is good, what was agreed, what may be missing. */
export async function preview(now) {
  const { audit, chosen: first, title: called } = now;
  praised(now);
  const actions = first.map(({ item, text: found, action }, i) => {
    const due = action.due_on ? shortDay(action.due_on) : say("no_due");
    const words = action.text || found || called(item);
    return { rank: i + 1, words, about: `${action.pic || say("no_pic")} · ${due}` };
  });
  list("ol.agreed", "agreed", actions);
  const number = await photosWaiting(audit);
  const lacks = allowed(audit, number);
  const line = ({ kind }) => ({ kind: { "data-allowed": kind }, lack: say(kind, { number }) });
  list(".allowed ul", "allowed", lacks.map(line));
  const { next_visit_on: visit } = audit;
  const until = visit ? say("until", { day: day(visit) }) : say("some_day");
  set({ lacks: lacks.length > 0, none: !first.length, until: first.length > 0 && until });
}

/** A signature with its picture. */
export async function figure({ name, photo, at }) {
  const picture = { src: await photoAddress(photo), alt: say("signature", { name }) };
  return filled("signed", { picture, name, at: say("signed", { at: moment(at) }) });
}

/** 24 Nov 2026, 10.42. */
function moment(at) {
  const iso = new Intl.DateTimeFormat("sv", { timeZone: zone }).format(new Date(at));
  return `${shortDay(iso)}, ${clockTime(at, zone)}`;
}

// ---- What a finding can fill in for the mentor: the sentence that is not met, one name for all

/** Buttons that only work with a script come to light, and work. */
export function startFindings(root) {
  for (const button of root.querySelectorAll("[data-fill], [data-everyone]")) button.hidden = false;
  root.addEventListener("click", ({ target }) => {
    const { fill, sentence } = target.closest("[data-fill]")?.dataset ?? {};
    if (fill) type(document.getElementById(fill), sentence);
    if (target.closest("[data-everyone]")) nameAll(root);
  });
}

function nameAll(root) {
  const name = root.querySelector("#everyone_pic");
  if (!name.value.trim()) return name.focus();
  for (const box of root.querySelectorAll('[name$="-chosen"]:checked')) {
    type(root.querySelector(`[name="${box.name.replace(/chosen$/, "pic")}"]`), name.value);
  }
  type(name, "");
}

/** Put a text into a field as if it was typed. */
function type(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Bring a place to the eye; what it is folded into opens. */
export function reveal(place) {
  for (let at = place; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  place.scrollIntoView();
  place.focus({ preventScroll: true });
}

/** A place that a link names may be folded away. */
export function openPlaces() {
  const open = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place) reveal(place);
  };
  addEventListener("hashchange", open);
  open();
}

// ---- The result of an audit that the server does not have yet; once it has, its page takes over

async function held(now) {
  if (givesWay(now.record)) return;
  await preview(now);
  for (const box of all("[data-signer]")) {
    const given = now.audit.signatures[box.dataset.signer];
    set({ unsigned: !given }, box);
    box.querySelector("figure")?.remove();
    if (given) box.append(await figure(given));
  }
}

if (one("[data-held]")) begin(held);

// ---- A correction is stored as a whole; whoever leaves half-way is asked

const correction = one("#correct");
if (correction) {
  let changed = Boolean(one(".notice.alarm"));
  startFindings(correction);
  openPlaces();
  correction.addEventListener("input", () => (changed = true));
  correction.addEventListener("submit", () => (changed = false));
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
