// The rating sheet comes alive where this browser can keep what is entered; else it stays a form.
// The audit is opened ahead of all that works on the form: no module waits at its top, because
// WebKit loses such modules when two others ask for one at once.

import { able, day, filled, photoAddress, ready, say, set, shortDay, stamped } from "../base.js";
import { idInAddress, instrument, opened } from "../offline/network.js";
import * as store from "../offline/store.js";

export const form = document.querySelector("#sheet");
export const id = idInAddress();

/** The record as the page opened on it. */
export let record;

/** What earlier audits left, as far as this tablet knows; undefined where it doesn't. */
export let past;

/** Open the audit and bring the page in line with it; the answers come in by `hand.js`. */
async function openSheet() {
  record = await (form.dataset.document ? fromPage() : opened(id));
  if (!record) throw new Error("not on this tablet");
  await recall();
  if ("blank" in form.dataset) fillPage(record.document, past, await instrument(record.document.instrument));
}

/** Look again at what is known of earlier audits: it may come in after the page opened. */
export async function recall() {
  past = await store.workshop(record.document.workshop.id);
}

async function fromPage() {
  const { document, version, user } = form.dataset;
  await store.setMeta("bootstrap", null); // ask anew: the server may know of a later audit
  return store.take(user, JSON.parse(document), Number(version));
}

// ---- A blank sheet becomes the sheet of one audit: who and where, what the last audit said, what
// is open from earlier ones. The answers themselves come in by `hand.js`.

const at = (code) => document.querySelector(`[data-item="${code}"]`);

/** Fill in everything but the answers; `past` may be unknown on this tablet. */
function fillPage(audit, past, { pillars }) {
  const codes = pillars.flatMap(({ items }) => items.map((item) => item.code));
  heading(audit, past);
  if (!audit.k3) for (const one of document.querySelectorAll('[data-pillar="K3"], [data-section="K3"]')) one.remove();
  for (const one of document.querySelectorAll("[data-sector]")) {
    one.hidden = one.dataset.sector !== audit.workshop.sector;
  }
  areas(audit.areas);
  own(audit);
  if (past) for (const code of codes) if (at(code)) last(code, past);
  const { red_tags: tagged } = past ?? {};
  const page = { href: `/workshops/${audit.workshop.id}/red-tags/` };
  if (tagged) set({ tagged: {}, tags: say("tags", tagged), tags_page: page });
  const old = past?.actions ?? [];
  // An action that somebody ended meanwhile is known by its answer alone.
  const ended = audit.carried.filter(({ action }) => !old.some(({ id }) => id === action));
  for (const action of [...old, ...ended.map(({ action: id }) => ({ id }))]) {
    if (action.audit !== audit.id) carried(action);
  }
  if (document.querySelector("[data-walk]")) walk(past?.points ?? [], audit.points ?? []);
}

function heading({ workshop, audited_on, mentor }, past) {
  document.title = `${workshop.name} · ${document.title}`;
  const leave = document.querySelector(".leave");
  leave.href = `/workshops/${workshop.id}`;
  leave.setAttribute("aria-label", say("back", { workshop: workshop.name }));
  document.querySelector(".about h1").textContent = workshop.name;
  const told = { number: past?.ordinal ?? 1, day: day(audited_on), mentor: mentor.name };
  document.querySelector(".about p").textContent = say("about", told);
}

/** The areas of the workshop, in every list of areas; none shows none. */
function areas(names) {
  for (const list of document.querySelectorAll("label.area select")) {
    if (names.length) list.append(...names.map((name) => new Option(name, name)));
    else list.closest("label").hidden = true;
  }
}

/** The action that a person wrote for an item takes the place of the proposed one. */
function own({ findings }) {
  for (const { item, edited, action } of findings) {
    if (edited.includes("action_text")) at(item).querySelector("[data-action]").textContent = action.text;
  }
}

function last(code, { last: audit, repeats }) {
  const answer = audit?.answers[code];
  const times = (repeats[code] ?? 0) + 1;
  if (times > 1) {
    const told = Object.assign(document.createElement("b"), { className: "repeat" });
    told.textContent = say("repeat", { times });
    at(code).querySelector(".action").append(" ", told);
  }
  if (!answer || answer.score === null) return;
  const score = answer.score === "na" ? say("not_applicable") : answer.score;
  const words = answer.score === "na" ? answer.na_reason : answer.note;
  const shown = words ? "last-noted" : "last-bare";
  at(code).querySelector(".beside").append(filled(shown, { score: say("last", { score }), words }));
  const rung = at(code).querySelector(`.rung input[value="${answer.score}"] + span`);
  const mark = Object.assign(document.createElement("small"), { textContent: say("last_mark") });
  if (answer.score !== "na") rung.append(mark);
}

/** An open action of an earlier audit, at its item, or first on the page where that is gone. */
function carried({ id, item, text: promised, pic, due_on }) {
  const box = stamped("carried", { "{id}": id, "{item}": item ?? "" });
  const due = due_on && say("due", { day: shortDay(due_on) });
  set({ text: promised, pic: pic && say("pic", { name: pic }), due }, box);
  if (at(item)) return at(item).prepend(box);
  const alone = Object.assign(document.createElement("article"), { className: "item" });
  alone.append(box);
  document.querySelector("[data-elsewhere]").append(alone);
}

/** The photo points of the workshop, and those that this visit set up itself. */
function walk(known, seen) {
  const own = seen.filter(({ point }) => !known.some(({ id }) => id === point));
  for (const one of [...known, ...own.map(({ point, name }) => ({ id: point, name }))]) point(one);
}

/** One photo point with its reference photo, on a page that has room for it; gives its pictures. */
export function point({ id, name, photo }) {
  const box = stamped("point", { "{id}": id });
  set({ name, reference: Boolean(photo) }, box);
  if (photo) photoAddress(photo, "?size=900").then((src) => (box.querySelector("img").src = src));
  document.querySelector("[data-walk]").append(box);
  return box.querySelector("[data-pictures]");
}

/** Resolves to what works on the page; what goes wrong leaves the plain form as it is. */
export const alive = able && ready.then(openSheet).then(() => import("./sheet/hand.js"));
if (alive) alive.catch(console.warn);
