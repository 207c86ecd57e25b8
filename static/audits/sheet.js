// The rating sheet comes alive: every touch shows at once and is stored within a second.

import { place } from "./sheet/document.js";
import { goTo, here } from "./sheet/gaps.js";
import { codes, itemOf } from "./sheet/item.js";
import { hurry, pending, take, taken } from "./sheet/photos.js";
import { proposed, refreshProposal } from "./sheet/proposal.js";
import { changed, enter, photosChanged, saving } from "./sheet/entry.js";
import { waiting } from "./sheet/sync.js";
import { current, enterPillar, open } from "./sheet/tabs.js";

const TAP = 150; // milliseconds from a touch to its saving
const TYPING = 700;
const form = document.querySelector("#sheet");
let leaving = false;

form.addEventListener("input", ({ target }) => {
  const where = place(target.name);
  if (!where || target.type === "file") return;
  if (where.list === "answers") here(where.key);
  changed(target.name, target.matches("textarea, .reason input") ? TYPING : TAP);
  if (where.part === "found") changed(`carried-${where.key}-note`, TAP);
});

form.addEventListener("change", ({ target }) => {
  if (target.name?.endsWith("-drop")) photosChanged(itemOf(target).dataset.item, TAP);
  if (target.type !== "file" || !target.files.length) return;
  const { code, files } = taken(target);
  here(code);
  take(code, files, {
    stored: (at) => photosChanged(at, 0),
    moved: () => waiting(pending()),
  });
});

form.addEventListener("click", ({ target }) => {
  const button = target.closest("button[type=button]");
  const code = button && itemOf(button)?.dataset.item;
  if (!code) return;
  if (button.matches("[data-reason]")) enter(`answers-${code}-na_reason`, button.textContent, TAP);
  if (button.matches(".clear")) enter(`answers-${code}-score`, null, TAP);
  if (button.matches(".proposal button")) {
    const { score, reason } = proposed(button);
    if (reason) enter(`answers-${code}-na_reason`, reason, TAP);
    enter(`answers-${code}-score`, score, TAP);
  }
});

// Enter in a line of text, or on a level, would send the whole form.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const to = event.submitter?.value;
  const flushed = saving.flush();
  if (to && to !== "summary") return enterPillar(to);
  await flushed;
  if (saving.unsaved || pending()) return showWhatKeeps();
  leaving = true;
  location.assign(form.dataset.summary);
});

function showWhatKeeps() {
  const wrong = document.querySelector("[data-conflict], #sheet [aria-invalid]");
  const code = wrong && itemOf(wrong)?.dataset.item;
  if (code) goTo(code);
}

document.addEventListener("pillar", ({ detail }) => {
  const asks = document.querySelector(`[data-section="${detail}"] [data-proposal]`);
  if (asks && saving.foundSomething) saving.flush().then(refreshProposal);
});

document.querySelector("[data-sync]").addEventListener("click", ({ target }) => {
  if (target.matches("a")) leaving = true; // to the log-in: what is unsaved waits on this device
});

addEventListener("beforeunload", (event) => {
  if (!leaving && (saving.unsaved || pending())) event.preventDefault();
});
addEventListener("pagehide", () => saving.flush({ keepalive: true }));
document.addEventListener("visibilitychange", () => {
  saving.flush({ keepalive: document.hidden });
  if (!document.hidden) hurry();
});
for (const event of ["online", "pageshow"]) {
  addEventListener(event, () => {
    leaving = false;
    saving.flush();
    hurry();
  });
}

function follow() {
  const code = decodeURIComponent(location.hash.slice(1));
  if (codes.includes(code)) goTo(code);
  else open(document.querySelector(`[data-pillar="${CSS.escape(code)}"]`) ? code : current());
}

addEventListener("hashchange", follow);
document.documentElement.classList.add("is-live");
follow();
