// One pillar at a time; the address keeps which, so that a reload comes back to it.

import { say } from "./words.js";

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
