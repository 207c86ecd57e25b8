// What an item shows follows from its nilai, note and photos; a tap touches this item only.

import { read } from "./fields.js";

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
    photos: String(one.querySelectorAll(".photo[data-photo] input:not(:checked)").length),
  };
  for (const [name, value] of Object.entries(marks)) {
    if (one.dataset[name] !== value) one.dataset[name] = value;
  }
  one.toggleAttribute("data-noted", read(`answers-${code}-note`).trim() !== "");
}
