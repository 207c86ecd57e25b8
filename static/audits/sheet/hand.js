// Between a hand and the tablet: every touch shows at once and is kept in an instant, and what
// comes from elsewhere is shown.

import { entering, filled, kept, photoAddress, say, stamped, tooLong, touched, touchedEarly, unkept, watchState } from "../../base.js";
import { openCamera, shrink } from "../../camera/camera.js";
import * as store from "../../offline/store.js";
import { kickSoon, refreshOne } from "../../offline/sync.js";
import {
  codes,
  complain,
  countGaps,
  current as pillar,
  elements,
  enterPillar,
  goTo,
  here,
  item,
  itemOf,
  open,
  place,
  proposed,
  rate,
  read,
  refresh,
  refreshProposal,
  same,
  score,
  showConflicts,
  unsettled,
  valueOf,
  withValues,
  write,
} from "./fields.js";
import { form, id, past, recall, record } from "../sheet.js";

const PARTS = ["score", "note", "na_reason", "area"];
const MOST = { note: 5000, na_reason: 5000, area: 120 };
const first = record;

const hold = entering(written, allKept);
const { values: entered, enter: enterValue } = hold;
/** Resolves to true when all that was entered is on the disk. */
export const keep = hold.keep;
let current = first; // the record as it was last seen

/** All that was entered is kept, unless a picture is still being made small. */
function allKept() {
  if (!underway && !entered.size) kept(id);
}

/** A field has been changed by a person: show what follows and keep it after `delay`. */
export function changed(name, delay) {
  showEffects(name);
  complain(name, wrong(name, read(name)));
  enterValue(name, read(name), delay);
}

/** Enter a value for the person who pressed a button. */
export function enter(name, value, delay = 0) {
  write(name, value);
  changed(name, delay);
}

/** Photos of an item, or of an earlier action, were dropped or brought back. */
export function photosChanged(of) {
  showEffects(`${of}-photos`);
  enterValue(`${of}-photos`, photosOf(of), 0);
}

/** Keep a change of the document that is no field, with its new photos. */
export async function change(make, photos = []) {
  seen(await store.edit(id, make, photos));
  kickSoon();
}

async function written(values) {
  try {
    await change((doc, aside) => withEntered(doc, aside, values));
    return true;
  } catch (error) {
    return unkept(error);
  }
}

/** The document with the values; what can't be sent yet lies aside, as it was typed. */
function withEntered(doc, aside, values) {
  const fit = values.filter(([name, value]) => {
    const { list, key, part } = place(name);
    const answered = list === "answers" || part !== "note" || valueOf(doc, name.replace(/note$/, "found"));
    const found = values.some(([other]) => other === `carried-${key}-found`);
    const waits = wrong(name, value) || (value && !answered && !found);
    if (waits) aside[name] = value;
    else delete aside[name];
    return !waits;
  });
  const changed = withValues(doc, fit);
  const names = fit.map(([name]) => name);
  return same(changed, doc) ? doc : { ...changed, conflicts: unsettled(changed.conflicts, names) };
}

const wrong = (name, value) => tooLong(value, MOST[place(name).part] ?? Infinity);

/** What a field's value changes around it. */
function showEffects(name) {
  const { list, key, part } = place(name);
  if (list !== "answers") {
    const box = document.querySelector(`[data-carried="${key}"]`);
    if (box && part === "found") box.dataset.found = read(name) ?? "";
    return;
  }
  refresh(key);
  if (part === "score") {
    rate(key, score(key));
    countGaps();
  }
}

// ---- What comes from elsewhere: another tab, another tablet, the server

const stamp = ({ edits, base }) => `${edits} ${base?.version} ${base?.operation}`;

function seen(record) {
  current = record;
}

const propose = () => recall().then(() => refreshProposal(current.document));

store.listen(async (changedId) => {
  if (changedId === null) return propose();
  if (changedId !== id) return;
  const record = await store.held(id);
  if (!record || stamp(record) === stamp(current)) return;
  seen(record);
  show(record);
});

/** Bring the record into the form, but never over what a person is changing. */
function show({ document: audit, aside }) {
  for (const code of codes) {
    for (const part of PARTS) put(`answers-${code}-${part}`, audit, aside);
  }
  for (const of of boxes.keys()) {
    const photos = `${of}-photos`;
    if (!entered.has(photos)) setPhotos(of, valueOf(audit, photos));
    showEffects(photos);
  }
  for (const box of document.querySelectorAll("[data-carried]")) {
    for (const part of ["found", "note"]) put(`carried-${box.dataset.carried}-${part}`, audit, aside);
  }
  showConflicts(audit.conflicts, settle);
}

function put(name, audit, aside) {
  const value = aside[name] ?? valueOf(audit, name);
  if (entered.has(name) || !elements(name).length) return;
  if (aside[name] !== undefined) complain(name, wrong(name, value));
  if (same(read(name), value)) return;
  write(name, value);
  showEffects(name);
}

/** A person decided between two values of a field. */
function settle(name, value) {
  write(name, value);
  showEffects(name);
  change((doc) => {
    const decided = withValues(doc, [[name, value]]);
    return { ...decided, conflicts: unsettled(decided.conflicts, [name]) };
  }).then(() => show(current));
}

// ---- Photos: each small picture is one, shown, dropped or being made; they are `of` an item or of
// an earlier action: "answers-R1.1", "carried-<id>"

const boxes = new Map([...document.querySelectorAll("[data-pictures]")].map((box) => [box.dataset.pictures, box]));
/** Photos can be taken here too from now on. */
export const join = (box) => boxes.set(box.dataset.pictures, box);

const ofWhat = (element) => element.closest("[data-pictures]")?.dataset.pictures;

export const thumbs = (of) => [...boxes.get(of).querySelectorAll("[data-photo]")];

/** Hashes of the photos that are kept. */
export function photosOf(of) {
  return thumbs(of)
    .filter((thumb) => thumb.dataset.photo && !thumb.querySelector("input").checked)
    .map((thumb) => thumb.dataset.photo);
}

/** Put a new picture beside the others. */
export function addThumb(of, sha, address) {
  const box = boxes.get(of);
  const { list, key } = place(`${of}-photos`);
  const marks = { "{of}": key, "{item}": itemOf(box)?.dataset.item ?? "", "{number}": thumbs(of).length + 1 };
  const thumb = stamped(`${list}-photo`, marks);
  box.querySelector("ul").append(thumb);
  if (address) thumb.querySelector("img").src = address;
  name(thumb, sha);
  return thumb;
}

/** The picture is kept under this hash; twice the same photo stays one. */
export function name(thumb, sha) {
  thumb.dataset.photo = sha;
  thumb.querySelector("input").value = sha;
}

/** Show exactly these photos, and those that were dropped here and may come back. */
export function setPhotos(of, shas) {
  for (const thumb of thumbs(of)) {
    const { photo: sha } = thumb.dataset;
    const box = thumb.querySelector("input");
    if (sha && !shas.includes(sha) && !box.checked) thumb.remove();
    if (shas.includes(sha)) box.checked = false;
  }
  const there = thumbs(of).map((thumb) => thumb.dataset.photo);
  for (const sha of shas) if (!there.includes(sha)) showPhoto(addThumb(of, sha), sha);
}

async function showPhoto(thumb, sha) {
  thumb.querySelector("img").src = await photoAddress(sha, "?size=320");
}

// A picture shows at once, is made small and kept with its audit.

const thumbOf = new WeakMap(); // by the picture it shows
let queue = Promise.resolve();
let underway = 0;

/** How many pictures are not on the disk yet. */
export const pending = () => underway;

/** Take pictures; resolves when all are kept or refused. */
export function take(of, files) {
  for (const file of files) {
    const thumb = addThumb(of, "", URL.createObjectURL(file));
    thumbOf.set(file, thumb);
    thumb.append(filled("way", {}));
    underway += 1;
    touched();
    // One after the other: a tablet has little memory, and the first should be safe first.
    queue = queue.then(() => one(of, file, thumb)).finally(() => {
      underway -= 1;
      allKept();
    });
  }
  return queue;
}

/** Drop a picture that was taken a moment ago, once it is kept. */
export async function discard(file) {
  await queue;
  const thumb = thumbOf.get(file);
  if (!thumb?.isConnected) return;
  thumb.querySelector("input").checked = true;
  photosChanged(ofWhat(thumb));
}

async function one(of, file, thumb) {
  try {
    const room = await store.roomForPhoto();
    if (room === "none") return refused(of, thumb, "no_room");
    const small = await shrink(file);
    await keep(); // the answer about an action comes ahead of its photo
    await keepPhoto(of, small);
    settled(of, thumb, small.sha256);
    if (room === "little") line(of, say("little_room"));
  } catch (error) {
    refused(of, thumb, error?.name === "QuotaExceededError" ? "no_room" : "not_a_picture");
  }
}

/** The photo and the answer that names it, in one transaction. */
function keepPhoto(of, small) {
  const where = `${of}-photos`;
  const photo = store.newPhoto(first.user, id, small);
  const add = (doc) => {
    const photos = [...new Set([...valueOf(doc, where), small.sha256])];
    return withValues(doc, [[where, photos]]);
  };
  return change(add, [photo]);
}

function settled(of, thumb, sha) {
  thumb.querySelector(".way").remove();
  const twin = thumbs(of).find((other) => other !== thumb && other.dataset.photo === sha);
  if (twin) {
    thumb.remove();
    twin.querySelector("input").checked = false;
  } else name(thumb, sha);
  showEffects(`${of}-photos`);
}

function refused(of, thumb, why) {
  thumb.remove();
  line(of, say(why));
}

/** A sentence under the photos, until it is put away. */
function line(of, sentence) {
  const told = filled("line", { sentence });
  told.lastElementChild.onclick = () => told.remove();
  boxes.get(of).append(told);
}

/** The pictures that a file input was given; the input is empty afterwards. */
export function taken(input) {
  const files = [...input.files];
  input.value = "";
  return { of: ofWhat(input), files };
}

// ---- What a hand does

const TYPING = 300; // milliseconds from the last key to the disk

form.addEventListener("input", ({ target }) => {
  const where = place(target.name);
  if (!where || target.type === "file") return;
  if (where.list === "answers") here(where.key);
  changed(target.name, target.matches("textarea, .reason input") ? TYPING : 0);
  if (where.part === "found") changed(`carried-${where.key}-note`, 0);
});

form.addEventListener("change", ({ target }) => {
  if (target.name?.endsWith("-drop")) photosChanged(ofWhat(target));
  if (target.type !== "file" || !target.files.length) return;
  const { of, files } = taken(target);
  here(itemOf(target)?.dataset.item);
  take(of, files);
});

form.addEventListener("click", ({ target }) => {
  const button = target.closest("button[type=button]");
  if (button?.matches("[data-camera]")) photograph(ofWhat(button));
  const code = button && itemOf(button)?.dataset.item;
  if (!code) return;
  if (button.matches("[data-reason]")) enter(`answers-${code}-na_reason`, button.textContent);
  if (button.matches(".clear")) enter(`answers-${code}-score`, null);
  if (button.matches(".proposal button")) {
    const { score, reason } = proposed(button);
    if (reason) enter(`answers-${code}-na_reason`, reason);
    enter(`answers-${code}-score`, score);
  }
});

/** The camera in the page, over what the last audit saw at this item; each photo is kept at once. */
function photograph(of) {
  const box = boxes.get(of);
  const code = itemOf(box)?.dataset.item;
  here(code);
  const point = past?.points?.find(({ id }) => of === `points-${id}`);
  const sha = point?.photo ?? past?.last?.answers[code]?.photos[0];
  openCamera({
    once: !codes.length, // one photo is enough where three taps are to do
    title: (box.parentElement.querySelector(".said") ?? item(code).querySelector("h3")).textContent.trim(),
    ghost: sha ? `/api/v1/photos/${sha}?size=900` : null,
    taken: (picture) => take(of, [picture]),
    discarded: discard,
  });
}

// Enter in a line of text, or on a level, would send the whole form.
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const to = event.submitter?.value;
  if (to && to !== "summary") return enterPillar(to);
  const kept = await keep();
  const wrongOne = document.querySelector("[data-conflict], #sheet [aria-invalid]");
  if (wrongOne && itemOf(wrongOne)) return goTo(itemOf(wrongOne).dataset.item);
  if (kept) location.assign(`/audits/${id}/summary`);
});

document.addEventListener("pillar", () => keep().then(propose));

addEventListener("beforeunload", (event) => {
  if (pending()) event.preventDefault();
});

function follow() {
  const code = decodeURIComponent(location.hash.slice(1));
  const old = document.getElementById(code)?.closest("[data-carried]");
  if (codes.includes(code)) return goTo(code);
  open(old?.closest("[data-section]")?.dataset.section ?? (document.querySelector(`[data-pillar="${CSS.escape(code)}"]`) ? code : pillar()));
  old?.scrollIntoView();
  old?.querySelector("input").focus({ preventScroll: true });
}

addEventListener("hashchange", follow);
for (const one of [...form.elements].filter(touchedEarly)) {
  for (const event of ["input", "change"]) one.dispatchEvent(new Event(event, { bubbles: true }));
}
show(first);
follow();
watchState(id).then(() => {
  // The page is alive once its word about what is kept is its own.
  document.documentElement.classList.add("is-live");
  store.secure();
  refreshOne(id);
});
