// The form of the sheet. Its fields: each has its place in the document, its controls and its
// item. And the way through it: one pillar at a time, what is rated so far, the next gap.

import { clockTime, day, filled, say } from "../../base.js";
import { answerOf, proposedFollowUp, scorecard } from "../../rules/audit.js";
import { form, past } from "../sheet.js";

// ---- Fields by name, and where each has its place in the document

const NOT_SEEN = { found: null, note: "", photos: [] };
const KEYS = { carried: "action", points: "point" };
const NAME = /^(answers|carried|points)-(.+)-(score|note|na_reason|area|photos|found)$/;

/** Where a field belongs: {list: "answers", key: "R1.1", part: "note"}; null for other fields. */
export function place(name) {
  const found = NAME.exec(name ?? "");
  return found && { list: found[1], key: found[2], part: found[3] };
}

/** What the document holds for a field. */
export function valueOf(doc, name) {
  const { list, key, part } = place(name);
  if (list === "answers") return answerOf(doc, key)[part];
  return doc[list]?.find((one) => one[KEYS[list]] === key)?.[part] ?? NOT_SEEN[part];
}

/** The document with other values in some fields: [[name, value], ...]. */
export function withValues(doc, changes) {
  const next = { ...doc, answers: { ...doc.answers } };
  for (const [name, value] of changes) {
    const { list, key, part } = place(name);
    const own = { [part]: value };
    if (list === "answers") next.answers[key] = { ...answerOf(next, key), ...own };
    else next[list] = withEntry(next[list], KEYS[list], key, own);
  }
  // A note about an action waits for the answer that it goes with.
  return { ...next, carried: next.carried.filter((one) => one.found) };
}

/** A list with other values in its entry about `key`, which may be new. */
function withEntry(list = [], by, key, own) {
  const old = list.find((one) => one[by] === key);
  if (old) return list.map((one) => (one === old ? { ...old, ...own } : one));
  return [...list, { ...(by === "action" && NOT_SEEN), [by]: key, photos: [], ...own }];
}

/** Whether two values of a field are the same. */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// ---- Read a field, write one, and say what is wrong with one

// Found once: a live list of radios would search the whole form at every look.
const byName = new Map();
for (const one of form.elements) {
  if (!place(one.name) || one.type === "file") continue;
  if (byName.has(one.name)) byName.get(one.name).push(one);
  else byName.set(one.name, [one]);
}

/** The elements of a field: its radios, or the one control it is; none for a field not shown. */
export const elements = (name) => byName.get(name) ?? [];

export function read(name) {
  const [first, ...more] = elements(name);
  if (first?.type !== "radio") return first?.value ?? "";
  const value = [first, ...more].find((one) => one.checked)?.value ?? null;
  return value === null || !/^\d$/.test(value) ? value : Number(value);
}

export function write(name, value) {
  const text = String(value ?? "");
  for (const element of elements(name)) {
    if (element.type === "radio") element.checked = element.value === text;
    else if (element.value !== text) put(element, text);
  }
}

function put(element, text) {
  if (element.tagName === "SELECT" && ![...element.options].some((o) => o.value === text)) {
    element.add(new Option(text, text));
  }
  element.value = text;
}

/** Show a sentence at a field, or take it away. */
export function complain(name, sentence = "") {
  const [element] = elements(name);
  const holder = element?.closest("label.note, .reason > label, label.area, fieldset");
  if (!holder) return;
  const id = `${name}-error`;
  document.getElementById(id)?.remove();
  for (const one of elements(name)) one.toggleAttribute("aria-invalid", false);
  if (!sentence) return element.removeAttribute("aria-describedby");
  const line = filled("wrong", { sentence, line: { id } });
  if (holder.tagName === "FIELDSET") holder.append(line);
  else holder.after(line);
  element.setAttribute("aria-describedby", id);
  for (const one of elements(name)) one.setAttribute("aria-invalid", "true");
}

// ---- What an item shows follows from its nilai, note and photos; a tap touches this item only

const items = new Map(
  [...document.querySelectorAll("[data-item]")].map((one) => [one.dataset.item, one]),
);

export const codes = [...items.keys()];
export const item = (code) => items.get(code);
export const pillarOf = (code) => code.split(".")[0];
export const itemOf = (element) => element.closest("[data-item]");
export const score = (code) => read(`answers-${code}-score`);

/** Bring an item's look in line with what it holds. */
export function refresh(code) {
  const one = items.get(code);
  const marks = {
    score: String(score(code) ?? ""),
    photos: String(one.querySelectorAll(".proof [data-photo] input:not(:checked)").length),
  };
  for (const [name, value] of Object.entries(marks)) {
    if (one.dataset[name] !== value) one.dataset[name] = value;
  }
  one.toggleAttribute("data-noted", read(`answers-${code}-note`).trim() !== "");
}

// ---- Two people changed the same field: both values side by side, and a person decides

const TEXTS = ["note", "na_reason"];
const BEFORE = { score: ".levels", found: ".thirds" };
const { zone } = document.querySelector("#sheet").dataset;

/** The name of the field that a conflict is about: answers-R2.3-score. */
const nameOf = ({ path }) => path.replace(/^(answers|carried)\.(.+)\.(\w+)$/, "$1-$2-$3");

/** The conflicts that are not about one of these fields. */
export const unsettled = (conflicts, names) => conflicts.filter((one) => !names.includes(nameOf(one)));

/** A value as people know it: a nilai with its sentence, never a bare number. */
function words(name, value) {
  if (value === null || value === "") return say("empty");
  const radio = elements(name).find((one) => one.type === "radio" && one.value === String(value));
  const row = radio?.closest("label");
  const sentence = (row?.querySelector("span > span") ?? row)?.textContent.trim() ?? value;
  return typeof value === "number" ? `${value} – ${sentence}` : sentence;
}

/** Show every conflict at its field; `settle(name, value)` hears the decision. */
export function showConflicts(conflicts, settle) {
  const names = conflicts.map(nameOf);
  for (const box of document.querySelectorAll("[data-conflict]")) {
    if (!names.includes(box.dataset.conflict)) box.remove();
  }
  for (const conflict of conflicts) {
    const name = nameOf(conflict);
    const [field] = elements(name);
    if (!field) continue; // of the summary
    const old = document.querySelector(`[data-conflict="${name}"]`);
    const box = asked(name, conflict, settle);
    // A tap on what is replaced under the finger is lost.
    if (old?.textContent === box.textContent) continue;
    if (old) old.replaceWith(box);
    else field.closest(BEFORE[place(name).part] ?? "label").before(box);
  }
}

function asked(name, { item, sides }, settle) {
  const told = say("differs", { place: item || place(name).part });
  const box = filled("conflict", { told, box: { "data-conflict": name } });
  for (const { value, by, at } of sides) {
    const time = `${day(at)} ${clockTime(at, zone)}`;
    const said = say("side", { by, time, value: words(name, value) });
    box.append(choice(said, say("take"), () => settle(name, value)));
  }
  const texts = sides.map(({ value }) => value).filter(Boolean);
  if (TEXTS.includes(place(name).part) && texts.length > 1) {
    box.append(choice("", say("both"), () => settle(name, texts.join("\n"))));
  }
  return box;
}

function choice(sentence, label, decide) {
  const side = filled("side", { sentence, label });
  side.lastElementChild.onclick = decide;
  return side;
}

// ---- One pillar at a time; the address keeps which, so that a reload comes back to it

const tabs = [...document.querySelectorAll("[data-pillar]")];
const sections = [...document.querySelectorAll("[data-section]")];
const on = document.querySelector("[data-on]");
const title = (tab) => tab.querySelector("span").textContent;

export const current = () => tabs.find((tab) => tab.hasAttribute("aria-current"))?.dataset.pillar;
export const titleOf = (code) => title(tabs.find((tab) => tab.dataset.pillar === code));

/** Show a pillar and let the big button lead to the next one. */
export function open(code) {
  const at = tabs.findIndex((tab) => tab.dataset.pillar === code);
  if (at < 0) return;
  tabs.forEach((tab, i) => (i === at ? tab.setAttribute("aria-current", "true") : tab.removeAttribute("aria-current")));
  sections.forEach((one) => one.classList.toggle("is-current", one.dataset.section === code));
  const next = tabs[at + 1];
  on.value = next?.dataset.pillar ?? "summary";
  on.querySelector("span").textContent = next ? say("on", { pillar: title(next) }) : say("summary");
  tabs[at].scrollIntoView({ block: "nearest", inline: "center" });
  history.replaceState(null, "", `#${code}`);
  document.dispatchEvent(new CustomEvent("pillar", { detail: code }));
}

/** Show a pillar from its top, with the keyboard there too. */
export function enterPillar(code) {
  open(code);
  window.scrollTo(0, 0);
  document.getElementById(`${code}-title`).focus({ preventScroll: true });
}

for (const tab of tabs) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    open(tab.dataset.pillar);
    window.scrollTo(0, 0);
  });
}

// ---- Counts and percents of what is rated so far, by the rules that the server has too

const language = document.documentElement.lang;
const scores = Object.fromEntries(codes.map((code) => [code, score(code)]));
const instrument = sections.map(({ dataset }) => ({
  code: dataset.section,
  apart: "apart" in dataset,
  items: codes.filter((code) => pillarOf(code) === dataset.section).map((code) => ({ code })),
}));
const shown = Object.fromEntries(
  [...document.querySelectorAll("[data-percent]")].map((one) => [one.dataset.percent, one]),
);
const rated = document.querySelector("[data-rated]");

/** Codes of the items without a nilai, in the order of the sheet. */
export const gaps = () => codes.filter((code) => scores[code] === null);

/** An item has another nilai: bring counts and percents up to date. */
export function rate(code, value) {
  scores[code] = value;
  const card = scorecard(instrument, scores, language);
  percent("total", card.live);
  rated.textContent = say("rated", { done: card.rated, of: card.of });
  for (const section of sections) pillar(section, card.pillars[section.dataset.section]);
}

function pillar(section, { rated: done, scored, of, live }) {
  const code = section.dataset.section;
  const tab = document.querySelector(`[data-pillar="${code}"]`);
  percent(code, live);
  section.toggleAttribute("data-many-na", done - scored > 2);
  if (tab.dataset.done === String(done)) return;
  tab.dataset.done = done;
  tab.toggleAttribute("data-whole", done === of);
  tab.querySelector("[data-count]").textContent = say("done", { done, of });
}

function percent(code, text) {
  if (shown[code].textContent === text) return;
  shown[code].textContent = text;
  shown[code].dataset.state = text === "–" ? "none" : "live";
}

// ---- To the next item without a nilai: in this pillar first, then in the ones that follow

const link = document.querySelector("[data-next-gap]");
const gapWords = link?.querySelector("[data-gap-words]");
const count = link?.querySelector("[data-gap-count]");
let position = "";

/** Remember where the person is: the search goes on from there. */
export const here = (code = "") => (position = code);

function candidates() {
  const all = gaps();
  const own = all.filter((code) => pillarOf(code) === current());
  return own.length ? own : all;
}

/** Say how many are left, here or at all; nothing when none is. */
export function countGaps() {
  const left = candidates();
  const inside = left.length && pillarOf(left[0]) === current();
  link.hidden = !left.length;
  gapWords.textContent = inside ? say("gap_here", { pillar: titleOf(current()) }) : say("gap");
  count.textContent = left.length;
  if (left.length) link.setAttribute("href", `#${left[0]}`);
}

function next() {
  const left = candidates();
  const from = pillarOf(position) === current() ? codes.indexOf(position) : -1;
  return left.find((code) => codes.indexOf(code) > from) ?? left[0];
}

/** Bring an item into sight, with the keyboard on its first level. */
export function goTo(code) {
  here(code);
  if (pillarOf(code) !== current()) open(pillarOf(code));
  item(code).scrollIntoView({ block: "start" });
  item(code).querySelector(".rung input").focus({ preventScroll: true });
}

document.addEventListener("pillar", countGaps);
link?.addEventListener("click", (event) => {
  event.preventDefault();
  const code = next();
  if (code) goTo(code);
});

// ---- The nilai proposed for the follow-up of the last audit changes with what this visit finds

const box = document.querySelector("[data-proposal]");

/** Bring the proposal in line with what was found of earlier actions. */
export function refreshProposal(audit) {
  if (!box || !past) return;
  const { score, closed, of, first } = proposedFollowUp(audit, past);
  const kind = first ? "first" : score === "na" ? "none" : "";
  const [told, button] = box.children;
  told.textContent = kind ? say(`proposal_${kind}`) : say("proposal", { closed, of });
  button.textContent = kind ? say(`take_${kind}`) : say("take_proposal", { score });
  button.dataset.why = kind && say(`${kind}_reason`);
  box.dataset.proposal = score;
  box.hidden = false;
}

/** The nilai and the reason that a pressed proposal stands for. */
export function proposed(button) {
  const score = button.closest("[data-proposal]").dataset.proposal;
  return { score: score === "na" ? "na" : Number(score), reason: button.dataset.why };
}
