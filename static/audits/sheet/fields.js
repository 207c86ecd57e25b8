// The fields of the form: each has its place in the document, its controls and its item.

import { clockTime, day, filled, say } from "../../base.js";
import { answerOf } from "../../rules/audit.js";
import { form } from "../sheet.js";

// ---- Fields by name, and where each has its place in the document

const NOT_SEEN = { found: null, note: "", photos: [] };
const NAME = /^(answers|carried)-(.+)-(score|note|na_reason|area|photos|found)$/;

/** Where a field belongs: {list: "answers", key: "R1.1", part: "note"}; null for other fields. */
export function place(name) {
  const found = NAME.exec(name ?? "");
  return found && { list: found[1], key: found[2], part: found[3] };
}

/** What the document holds for a field. */
export function valueOf(doc, name) {
  const { list, key, part } = place(name);
  if (list === "answers") return answerOf(doc, key)[part];
  return doc.carried.find((one) => one.action === key)?.[part] ?? NOT_SEEN[part];
}

/** The document with other values in some fields: [[name, value], ...]. */
export function withValues(doc, changes) {
  const answers = { ...doc.answers };
  const carried = new Map(doc.carried.map((one) => [one.action, one]));
  for (const [name, value] of changes) {
    const { list, key, part } = place(name);
    if (list === "answers") answers[key] = { ...answerOf({ answers }, key), [part]: value };
    else carried.set(key, { ...NOT_SEEN, action: key, ...carried.get(key), [part]: value });
  }
  // A note about an action waits for the answer that it goes with.
  return { ...doc, answers, carried: [...carried.values()].filter((one) => one.found) };
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
