// The fields of the form: read one, write one, and say what is wrong with one.

import { place } from "./document.js";

// Found once: a live list of radios would search the whole form at every look.
const byName = new Map();
for (const one of document.querySelector("#sheet").elements) {
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
  const line = Object.assign(document.createElement("p"), { id, className: "error" });
  line.append(sentence);
  if (holder.tagName === "FIELDSET") holder.append(line);
  else holder.after(line);
  element.setAttribute("aria-describedby", id);
  for (const one of elements(name)) one.setAttribute("aria-invalid", "true");
}
