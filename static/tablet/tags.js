// Red tags of a workshop on this tablet: what waits for a decision, a decision in one tap, one
// more tag. What is half entered lies in the store, under whose it is and the page; while there
// is any the worker shows this page first, with a signal too.

import { filled, ready, say, shortDay } from "../base.js";
import { openCamera, shrink } from "../camera/camera.js";
import * as store from "../offline/store.js";
import { kick } from "../offline/sync.js";
import { dated, dotted, known, many, put, row, show, tagsOf } from "./_rows.js";

const TYPING = 300; // milliseconds from the last key to the disk
const [, , id, , step] = location.pathname.split("/");
const adding = step === "add";
const form = document.querySelector("#tag");
const { elements } = form;
const image = form.querySelector("img");
let draft = {}; // by the name of the field
let all, place, timer;
let busy = false;

const keep = () => {
  clearTimeout(timer);
  const left = Object.values(draft).some(Boolean) ? draft : null;
  return store.setMeta(all.user.id + location.pathname, left).catch(unkept);
};

const unkept = () => put("wrong", say("full"));

/** The document of a tag; without a decision it waits for one. */
const written = ({ id: tag, tagged_on, name, quantity, area, reason, photo }, decision = null, note = "") => ({
  ...{ type: "red_tag", id: tag, workshop: { id, name: place.name }, tagged_on, name, quantity, area, reason, photo },
  ...{ decision, decided_on: decision && all.now, note },
});

// ---- The list

async function paint() {
  all = await known();
  place = all.places.find((one) => one.id === id);
  if (!place) return;
  const tags = tagsOf(place, all);
  put("as-of", dated("as_of", all.seen, all.zone));
  show("back", all.seen > performance.timeOrigin); // only an answer of the server proves a signal
  put("tags", ...tags.map(listed));
  show("none", !tags.length);
  for (const note of document.querySelectorAll("textarea")) note.value = draft[note.name] ?? "";
  for (const photo of document.querySelectorAll("li img")) {
    photo.onerror = () => photo.replaceWith(filled("awaited", {}));
  }
}

function listed({ id: tag, on, number, name, quantity, area, reason, photo, tagged_on, decision, record }) {
  const [usual, ...own] = reason.split(", ");
  const word = [...elements.usual].find((one) => one.value === usual)?.nextElementSibling.textContent;
  const here = record && store.isDirty(record);
  return row({
    on: decision ? null : on,
    now: all.now,
    self: { id: tag },
    name,
    about: dotted(number && say("number", { number }), quantity, area),
    reason: [word ?? usual, ...own].join(", "),
    photo: photo && { src: `/api/v1/photos/${photo}?size=320` },
    decided: decision && {},
    decision: decision && say(decision),
    kept: dotted(say("tagged", { day: shortDay(tagged_on) }), here && say("local")),
    wrong: record?.trouble?.message,
    fold: document.getElementById(tag)?.querySelector("[open]") ? { open: "" } : {},
    note: { name: tag },
  });
}

async function decide(tag, decision) {
  const made = written(tagsOf(place, all).find((one) => one.id === tag), decision, draft[tag]);
  if (await store.held(tag)) await store.edit(tag, () => made);
  else await store.begin(all.user.id, made);
  delete draft[tag];
  document.getElementById(tag).querySelector("details").open = false;
  put("said", say("decided", { name: made.name, decision: say(decision) }));
  await keep();
  kick();
}

// ---- One more

function fill() {
  form.querySelector("datalist").append(...place.areas.map((area) => new Option("", area)));
  elements.tagged_on.max = all.now;
  for (const name in draft) if (elements[name]) elements[name].value = draft[name];
  elements.tagged_on.value ||= all.now;
  look();
}

/** Show the photo of the tag, if it has one. */
function look() {
  const { photo } = draft;
  show("picture", photo);
  if (photo) image.src = URL.createObjectURL(new Blob([photo.data], { type: photo.mime }));
}

async function take(file) {
  put("wrong");
  try {
    if ((await store.roomForPhoto()) === "none") return unkept();
    draft.photo = await shrink(file);
    look();
    await keep();
  } catch {
    put("wrong", say("not_a_picture"));
  }
}

function drop() {
  delete draft.photo;
  look();
  keep();
}

/** Say that a field is wrong, or take that back. */
function complain(field, place, wrong) {
  show(place, wrong);
  field.ariaInvalid = wrong;
  if (wrong) field.focus();
  return wrong;
}

async function save({ submitter }) {
  const { name, quantity, area, usual, own, tagged_on } = elements;
  const [what, why] = [name.value.trim(), own.value.trim()];
  const wrong = [complain(tagged_on, "day", tagged_on.value > all.now), complain(name, "name", !what)];
  if (wrong.includes(true)) return;
  draft.id ??= store.newId(); // a page that is killed now does not make two of it
  await keep();
  const { id: tag, photo } = draft;
  const said = { id: tag, tagged_on: tagged_on.value || all.now, name: what, quantity: quantity.value.trim(), area: area.value.trim() };
  const made = written({ ...said, reason: [usual.value, why].filter(Boolean).join(", "), photo: photo?.sha256 ?? null });
  await store.begin(all.user.id, made, photo ? [store.newPhoto(all.user.id, tag, photo)] : []);
  draft = {};
  await keep();
  kick();
  if (!submitter?.value) return location.assign("./");
  const { value } = area; // the next thing is likely to stand there too
  form.reset();
  area.value = value;
  fill();
  put("said", say("kept", { name: what }));
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
  await paint();
  if (!place || !all.user) return show("unknown", true);
  draft = (await store.meta(all.user.id + location.pathname)) ?? {};
  if (draft.id && (await store.held(draft.id))) draft = {};
  put("workshop", adding ? say("tags") : place.name);
  document.querySelector(".back").href = adding ? "./" : `/workshops/${id}`;
  document.title = `${place.name} · ${document.title}`;
  fill();
  await paint();
  for (const name of ["list", "list-bar"]) show(name, !adding);
  for (const name of ["add", "add-bar"]) show(name, adding);
  document.getElementById(step)?.scrollIntoView();
  store.listen(paint);
  addEventListener("pagehide", keep);
  document.addEventListener("input", ({ target }) => {
    if (target.type === "file") return target.form && take(target.files[0]);
    draft[target.name] = target.value;
    clearTimeout(timer);
    timer = setTimeout(keep, TYPING);
  });
  document.addEventListener("click", ({ target }) => {
    const { decision, camera, drop: gone } = target.closest("button")?.dataset ?? {};
    if (decision) once(() => decide(target.closest("li").id, decision));
    if (gone !== undefined) drop();
    if (camera !== undefined) openCamera({ title: elements.name.value || say("add"), taken: take, discarded: drop });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(() => save(event));
  });
}

start();
