// Between the form and the saving: what a person enters goes out, what the server has comes in.

import { showConflicts } from "./conflict.js";
import { place, same, valueOf } from "./document.js";
import { Edits } from "./edits.js";
import { complain, elements, read, write } from "./fields.js";
import { countGaps } from "./gaps.js";
import { codes, refresh, score } from "./item.js";
import { rate } from "./live.js";
import { Saving } from "./saving.js";
import { tell } from "./sync.js";
import { photosOf, setPhotos } from "./thumbs.js";
import { say } from "./words.js";

const PARTS = ["score", "note", "na_reason", "area"];
const MOST = { note: 5000, na_reason: 5000, area: 120 };
const form = document.querySelector("#sheet");
const { api, user, version } = form.dataset;
const edits = new Edits(`sheet:${user}:${api}`);

export const saving = new Saving({
  address: api,
  document: JSON.parse(form.dataset.document),
  version: Number(version),
  edits,
  tell: report,
  show,
});

/** A field has been changed by a person: show what follows and store it after `delay`. */
export function changed(name, delay) {
  const value = read(name);
  const wrong = tooLong(name, value);
  follow(name);
  complain(name, wrong);
  saving.change(name, value, delay, wrong);
}

/** Enter a value for the person who pressed a button. */
export function enter(name, value, delay) {
  write(name, value);
  changed(name, delay);
}

/** Photos of an item came or went. */
export function photosChanged(code, delay) {
  refresh(code);
  saving.change(`answers-${code}-photos`, photosOf(code), delay);
}

function tooLong(name, value) {
  const limit = MOST[place(name).part];
  const over = limit && value.length > limit ? [...value].length - limit : 0;
  return over > 0 ? say("too_long", { limit, over }) : "";
}

/** What a field's value changes around it. */
function follow(name) {
  const { list, key, part } = place(name);
  if (list === "carried") {
    const box = document.querySelector(`[data-carried="${key}"]`);
    if (part === "found") box.dataset.found = read(name) ?? "";
    return;
  }
  refresh(key);
  if (part === "score") {
    rate(key, score(key));
    countGaps();
  }
}

function report(state, message) {
  const [wrong] = edits.refused.keys();
  const item = wrong && place(wrong)?.key;
  tell(state, { at: saving.at, count: edits.conflicts.size, item, message });
  for (const [name, sentence] of edits.refused) complain(name, sentence);
  showConflicts(edits, settle);
}

function settle(name, value) {
  edits.settle(name, value);
  write(name, value);
  follow(name);
  report("sending");
  saving.schedule(0);
}

/** Bring what the server has into the form, but never over what a person is changing. */
function show(document) {
  for (const code of codes) {
    for (const part of PARTS) {
      const name = `answers-${code}-${part}`;
      if (!edits.has(name)) put(name, valueOf(document, name));
    }
    const photos = `answers-${code}-photos`;
    if (!edits.has(photos)) setPhotos(code, valueOf(document, photos), address);
    refresh(code);
  }
  for (const { action, found, note } of document.carried) {
    for (const [part, value] of Object.entries({ found, note })) {
      const name = `carried-${action}-${part}`;
      if (elements(name).length && !edits.has(name)) put(name, value);
    }
  }
}

function put(name, value) {
  if (same(read(name), value)) return;
  write(name, value);
  follow(name);
}

const address = (sha) => `${api.replace(/audits\/[^/]+$/, "photos/")}${sha}?size=320`;

/** What was changed on this device and never reached the server comes back into the form. */
function restore() {
  edits.rebase(saving.document);
  for (const name of edits.names) {
    const { key, part } = place(name);
    if (part === "photos") setPhotos(key, edits.value(name), address);
    else write(name, edits.value(name));
    if (elements(name).length) follow(name);
  }
  if (!saving.unsaved) return;
  report(edits.conflicts.size ? "conflict" : "local");
  saving.schedule(0);
}

restore();
