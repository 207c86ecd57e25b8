// Red tags of a workshop on this tablet: what waits for a decision, a decision in one tap, one
// more tag. What is half entered lies in the store, under its user and the address of the page;
// while there is any, the worker shows this page first, with a signal too.

import { ready, say, shortDay } from "../base.js";
import { openCamera, shrink } from "../camera/camera.js";
import * as store from "../offline/store.js";
import { kick } from "../offline/sync.js";
import { dated, dotted, known, put, row, show, tagsOf } from "./_rows.js";

const TYPING = 300; // milliseconds from the last key to the disk
const [, , id, , step] = location.pathname.split("/");
const form = document.querySelector("#tag");
const { elements } = form;
let draft, all, place, key, timer;
let busy = false;

function keep() {
  clearTimeout(timer);
  return store.setMeta(key, Object.values(draft).some(Boolean) ? draft : null).catch(unkept);
}

const unkept = () => put("wrong", say("full"));

/** Keep a tag as it is now, with its photo in one step, and say so; what was `used` is no draft then. */
async function kept(used, tag, photos) {
  const made = { type: "red_tag", workshop: { id, name: place.name }, ...tag };
  if (await store.held(tag.id)) await store.edit(tag.id, () => made);
  else await store.begin(all.user.id, made, photos);
  for (const name of used) delete draft[name];
  await keep();
  kick();
  put("said", say("kept", { what: dotted(tag.name, tag.decision && say(tag.decision)) }));
}

// ---- The list

async function paint() {
  all = await known();
  place = all.places.find((one) => one.id === id);
  if (!place) return show("unknown", true);
  const tags = tagsOf(place, all);
  put("as-of", dated("as_of", all.seen, all.zone));
  show("back", all.seen > performance.timeOrigin); // only an answer of the server proves a signal
  const open = [...document.querySelectorAll("li > [open]")].map((one) => one.parentElement.id);
  put("tags", ...tags.map(listed));
  for (const li of document.querySelectorAll("[data-tags] > li")) {
    if (open.includes(li.id)) li.lastElementChild.open = true; // what is in the hand stays open
  }
  show("none", !tags.length);
  for (const one of document.querySelectorAll("li textarea")) one.value = draft[one.name] ?? "";
  for (const one of document.querySelectorAll("li img")) one.onerror = () => (one.alt = say("awaited"));
}

function listed({ id: self, on, number, name, quantity, area, reason, photo, tagged_on, decision, record }) {
  const [usual, ...own] = reason.split(", ");
  const word = usual && [...elements.usual].find((one) => one.value === usual);
  return row({
    on: decision ? null : on,
    now: all.now,
    self: { id: self },
    name,
    about: dotted(number && say("number", { number }), quantity, area),
    reason: [word ? word.nextElementSibling.textContent : usual, ...own].join(", "),
    photo: photo && { src: `/api/v1/photos/${photo}?size=320` },
    decided: decision && {},
    waits: decision ? null : {},
    decision: decision && say(decision),
    kept: dotted(say("tagged", { day: shortDay(tagged_on) }), record && store.isDirty(record) && say("local")),
    wrong: record?.trouble?.message,
    note: { name: self },
  });
}

async function decide(li, decision) {
  // What is left is what a tag says, as the server takes it.
  const { on, number, record, ...said } = tagsOf(place, all).find((one) => one.id === li.id);
  const note = draft[li.id] ?? "";
  li.lastElementChild.open = false;
  await kept([li.id], { ...said, decision, decided_on: all.now, note });
}

// ---- One more

/** Bring what was entered, or nothing, into the form. */
function fill() {
  form.reset();
  for (const name in draft) if (elements[name]) elements[name].value = draft[name];
  elements.tagged_on.value ||= elements.tagged_on.max = all.now;
  look();
}

/** Show the photo, if there is one. */
function look() {
  const { photo } = draft;
  show("picture", photo);
  if (photo) form.querySelector("img").src = URL.createObjectURL(new Blob([photo.data]));
}

async function take(file) {
  if ((await store.roomForPhoto()) === "none") return unkept();
  try {
    await change(await shrink(file));
    put("wrong");
  } catch {
    put("wrong", say("not_a_picture"));
  }
}

function change(photo) {
  draft.photo = photo;
  look();
  return keep();
}

/** Say that a field is wrong, or take that back. */
function complain(field, wrong) {
  show(field.name, wrong);
  field.ariaInvalid = wrong;
  if (wrong) field.focus();
  return wrong;
}

async function save({ submitter }) {
  const { usual, own, ...said } = Object.fromEntries(new FormData(form));
  const { tagged_on, name, area } = elements;
  const wrong = [complain(tagged_on, tagged_on.value > all.now), complain(name, !name.value.trim())];
  if (wrong.includes(true)) return;
  draft.id ??= store.newId();
  await keep(); // under this id: a page that is killed now does not make two of it
  const { id: tag, photo } = draft;
  const photos = photo ? [store.newPhoto(all.user.id, tag, photo)] : [];
  const reason = [usual, own].filter(Boolean).join(", ");
  await kept(Object.keys(draft), { ...said, id: tag, tagged_on: tagged_on.value || all.now, reason, photo: photo?.sha256 ?? null }, photos);
  if (!submitter?.value) return location.assign("./");
  fill();
  area.value = said.area; // the next thing is likely to stand there too
  name.focus();
}

// ---- What a hand does

/** One thing at a time; what could not be kept is said. */
async function once(act) {
  if (busy) return;
  busy = true;
  put("wrong");
  await act().catch(unkept);
  busy = false;
}

async function start() {
  await ready;
  key = (await store.meta("user"))?.id + location.pathname;
  draft = (await store.meta(key)) ?? {};
  if (draft.id && (await store.held(draft.id))) draft = {};
  await paint();
  if (!place) return;
  put("workshop", place.name);
  put("place", place.name);
  document.querySelector(".back").href = `/workshops/${id}`;
  form.querySelector("datalist").append(...place.areas.map((area) => new Option("", area)));
  fill();
  document.body.dataset.step = step === "add" ? step : "list";
  store.listen(paint);
}

addEventListener("pagehide", () => place && keep());
document.addEventListener("input", ({ target }) => {
  if (target.type === "file") return target.form && target.files[0] && take(target.files[0]);
  draft[target.name] = target.value;
  clearTimeout(timer);
  timer = setTimeout(keep, TYPING);
});
document.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  const { decision, camera, drop } = button?.dataset ?? {};
  if (decision) once(() => decide(button.closest("li"), decision));
  if (drop) change();
  if (camera) openCamera({ title: document.title, taken: take, discarded: () => change() });
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  once(() => save(event));
});
start();
