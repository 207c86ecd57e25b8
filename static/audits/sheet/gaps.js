// The way to the next item without a nilai: in this pillar first, then in the ones that follow.

import { codes, item, pillarOf } from "./item.js";
import { gaps } from "./live.js";
import { current, open, titleOf } from "./tabs.js";
import { say } from "./words.js";

const link = document.querySelector("[data-next-gap]");
const words = link.querySelector("[data-gap-words]");
const count = link.querySelector("[data-gap-count]");
let position = "";

/** Remember where the person is: the search goes on from there. */
export const here = (code) => (position = code);

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
  words.textContent = inside ? say("gap_here", { pillar: titleOf(current()) }) : say("gap");
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
link.addEventListener("click", (event) => {
  event.preventDefault();
  const code = next();
  if (code) goTo(code);
});
