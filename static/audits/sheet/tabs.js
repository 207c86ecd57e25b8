// The way through the sheet: one pillar at a time, what is rated so far, the next gap.

import { say } from "../../base.js";
import { proposedFollowUp, scorecard } from "../../rules/audit.js";
import { codes, item, pillarOf, score } from "./fields.js";
import { past } from "../sheet.js";

// ---- One pillar at a time; the address keeps which, so that a reload comes back to it

const tabs = [...document.querySelectorAll("[data-pillar]")];
const sections = [...document.querySelectorAll("[data-section]")];
const on = document.querySelector("[data-on]");
const title = (tab) => tab.querySelector("span").textContent;

export const current = () => tabs.find((tab) => tab.hasAttribute("aria-current")).dataset.pillar;
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
const words = link.querySelector("[data-gap-words]");
const count = link.querySelector("[data-gap-count]");
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
