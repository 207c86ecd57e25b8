// The fields of the form: read one, write one, and say what is wrong with one.

import { place } from "./document.js";

const form = document.querySelector("#sheet");
export const field = (name) => form.elements[name];

/** The elements of a field: its radios, or the one control it is. */
export function elements(name) {
  const found = field(name);
  return found ? (found instanceof RadioNodeList ? [...found] : [found]) : [];
}

export function read(name) {
  const { part } = place(name);
  const value = field(name)?.value ?? "";
  if (part === "score") return value === "" || value === "na" ? value || null : Number(value);
  return part === "found" ? value || null : value;
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
