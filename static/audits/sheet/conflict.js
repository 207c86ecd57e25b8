// Two people changed the same field: both values side by side, and a person decides.

import { place } from "./document.js";
import { elements } from "./fields.js";
import { say } from "./words.js";

const TEXTS = ["note", "na_reason"];
const BEFORE = { score: ".levels", found: ".thirds" };

/** A value as people know it: a nilai with its sentence, never a bare number. */
function words(name, value) {
  if (value === null || value === "") return say("empty");
  const radio = elements(name).find((one) => one.type === "radio" && one.value === String(value));
  const row = radio?.closest("label");
  const sentence = (row?.querySelector("span > span") ?? row)?.textContent.trim() ?? value;
  return typeof value === "number" ? `${value} – ${sentence}` : sentence;
}

/** Show every conflict at its field; `settle(name, value)` hears the decision. */
export function showConflicts(edits, settle) {
  for (const box of document.querySelectorAll("[data-conflict]")) {
    if (!edits.conflicts.has(box.dataset.conflict)) box.remove();
  }
  for (const [name, theirs] of edits.conflicts) {
    const mine = edits.value(name);
    const old = document.querySelector(`[data-conflict="${name}"]`);
    const box = conflict(name, theirs, mine, settle);
    if (old) old.replaceWith(box);
    else elements(name)[0]?.closest(BEFORE[place(name).part] ?? "label").before(box);
  }
}

function conflict(name, theirs, mine, settle) {
  const box = made("div", "conflict");
  box.dataset.conflict = name;
  box.setAttribute("role", "alert");
  box.append(made("b", "", say("differs")));
  box.append(choice(say("theirs", { value: words(name, theirs) }), say("take"), () => settle(name, theirs)));
  box.append(choice(say("mine", { value: words(name, mine) }), say("take"), () => settle(name, mine)));
  if (TEXTS.includes(place(name).part) && theirs && mine) {
    box.append(choice("", say("both"), () => settle(name, `${theirs}\n${mine}`)));
  }
  return box;
}

function choice(sentence, label, decide) {
  const line = made("p", "");
  const button = made("button", "button", label);
  button.type = "button";
  button.addEventListener("click", decide);
  line.append(made("span", "", sentence), button);
  return line;
}

function made(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}
