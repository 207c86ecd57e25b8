// Counts and percents of what is rated so far, by the rules that the server has too.

import { scorecard } from "../../scoring.js";
import { codes, pillarOf, score } from "./item.js";
import { say } from "./words.js";

const language = document.documentElement.lang;
const scores = Object.fromEntries(codes.map((code) => [code, score(code)]));
const sections = [...document.querySelectorAll("[data-section]")];
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
