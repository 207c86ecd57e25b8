// Every page: whose the tablet is, the worker and its updates, menus; what scripts say and fill in.

import { auditThere } from "./offline/network.js";
import * as store from "./offline/store.js";
import { PICTURES, start, status, sync, waiting } from "./offline/sync.js";

const { user, name } = document.body.dataset;

/** Whether this browser can keep audits here; else the plain forms do all. */
export const able = isSecureContext && "locks" in navigator && "indexedDB" in globalThis;

/** Resolves when the tablet knows whose it is. */
export const ready = able ? begin() : Promise.resolve();

async function begin() {
  const { lang } = document.documentElement;
  const [before, spoken] = await Promise.all([store.meta("user"), store.meta("language")]);
  if (user) await used({ id: user, name }, before);
  if (spoken !== lang) await store.setMeta("language", lang); // a write takes as long as a page
  document.querySelector("[data-logout]")?.addEventListener("submit", left);
  worker();
  start();
}

/** Somebody is logged in: what this tablet knows is his from now on. */
async function used(person, before) {
  if (before?.id === person.id && before.name === person.name) return;
  if (before && before.id !== person.id) await forgotten();
  await store.setMeta("user", person);
}

/** Nobody uses the tablet now; unsent audits stay, for when their author comes back. */
async function left(event) {
  event.preventDefault();
  await forgotten();
  await store.setMeta("user", null);
  event.target.submit();
}

async function forgotten() {
  await globalThis.caches?.delete(PICTURES);
  await store.setWorkshops([]);
  await store.setMeta("bootstrap", null);
}

async function worker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const registration = await serviceWorker.register("/sw.js", { type: "module" }).catch(() => null);
  if (!registration) return;
  serviceWorker.addEventListener("controllerchange", () => asked && location.reload());
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => offer(registration));
  });
  offer(registration);
  // The browser may bring the outbox on its way when the signal is back and no page is open.
  status.addEventListener("change", () => {
    if (status.trouble === "offline") registration.sync?.register("outbox").catch(() => null);
  });
  // A page that was under way while the worker got ready was not there yet to be claimed.
  const { active } = await serviceWorker.ready;
  if (!serviceWorker.controller) active.postMessage("claim");
}

let asked = false;

/** A new version is there: at once where no draft is open, else when its writer wants it. */
function offer({ waiting, active }) {
  if (!waiting || !active) return;
  waiting.postMessage("when-free");
  const notice = document.querySelector("[data-update]");
  if (!notice) return;
  notice.hidden = false;
  notice.querySelector("button").onclick = () => {
    asked = true;
    waiting.postMessage("now");
  };
}

// ---- Menus close when something else is pressed, or with Escape.
const open = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", ({ target }) => {
  for (const menu of open()) if (!menu.contains(target)) menu.open = false;
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of open()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// ---- Sentences, templates and dates in the language of the page

const language = document.documentElement.lang;
const locale = language === "en" ? "en-GB" : "id";
const words = {};
for (const { dataset } of document.querySelectorAll("[data-words]")) {
  Object.assign(words, JSON.parse(dataset.words));
}

/** A text in the language of the page: {id: …, en: …}. */
export const text = (both) => both[language] || both.id;

/** A sentence of the page with its places filled: say("saved", {time: "10.42"}). */
export function say(key, places = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => places[name]);
}

/**
 * A copy of a <template>: `values.title` becomes the text of [data-slot="title"], or, as
 * {href: …, hidden: …}, its attributes. A place without a value goes.
 */
export function filled(id, values) {
  const copy = document.getElementById(id).content.cloneNode(true).firstElementChild;
  for (const place of [copy, ...copy.querySelectorAll("[data-slot]")]) {
    if (!place.dataset.slot) continue;
    for (const slot of place.dataset.slot.split(" ")) put(place, values[slot]);
  }
  return copy;
}

function put(place, value) {
  if (value === undefined || value === null || value === "") place.remove();
  else if (typeof value !== "object") place.textContent = value;
  else for (const [name, one] of Object.entries(value)) place.setAttribute(name, one);
}

/** A copy of a <template> whose marks, wherever they stand in it, are replaced: {"{id}": "..."}. */
export function stamped(id, marks) {
  const holder = document.createElement("template");
  holder.innerHTML = Object.entries(marks).reduce(
    (html, [mark, value]) => html.replaceAll(mark, value),
    document.getElementById(id).innerHTML,
  );
  return holder.content.firstElementChild;
}

/** Fill places [data-slot]: with a text, with properties, or by showing (true) and hiding them. */
export function set(values, root = document) {
  for (const [slot, value] of Object.entries(values)) {
    for (const place of root.querySelectorAll(`[data-slot="${slot}"]`)) {
      place.hidden = !value && value !== 0;
      if (typeof value === "object") Object.assign(place, value);
      else if (typeof value !== "boolean") place.textContent = value ?? "";
    }
  }
}

/** Where the bytes of a photo are: here, or at the server. */
export async function photoAddress(sha, size = "") {
  const own = await store.photo(sha);
  if (!own?.data) return `/api/v1/photos/${sha}${size}`;
  return URL.createObjectURL(new Blob([own.data], { type: own.mime }));
}

const days = (style) => new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" });
const long = days({ day: "numeric", month: "long", year: "numeric" });
const short = days({ day: "numeric", month: "short", year: "numeric" });

/** 24 November 2026. */
export const day = (iso) => long.format(new Date(`${iso.slice(0, 10)}T00:00Z`));

/** 24 Nov 2026. */
export const shortDay = (iso) => short.format(new Date(`${iso.slice(0, 10)}T00:00Z`));

/** 10.42, in English 10:42, in the time zone of the app. */
export function clockTime(at, timeZone) {
  const style = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone };
  return new Intl.DateTimeFormat(locale, style).format(new Date(at));
}

/** Today in the time zone of the app, as 2026-11-24. */
export const today = (timeZone) => new Intl.DateTimeFormat("sv", { timeZone }).format(new Date());

// ---- The saved state of an audit in words, from facts only: what this tablet holds, what the
// server acknowledged and when, how many photos wait

const pill = document.querySelector("[data-sync]");
const line = pill?.querySelector("[data-sync-text]");
let zone = "Asia/Jakarta";
let failed = ""; // a sentence, when this tablet could not keep something
let busy = false; // something is entered that is not on the disk yet
let showing = null;

/** Keep the pill true for an audit from now on. */
export async function watchState(id) {
  zone = (await store.meta("facts"))?.timezone ?? zone;
  store.listen((changed) => (changed === id || changed === null) && showState(id));
  status.addEventListener("change", () => showState(id));
  await showState(id);
}

/** Something is being entered: nothing is said to be kept until `kept` is told. */
export function touched() {
  busy = true;
  if (!failed) paint("sending", [say("keeping")]);
}

/** All that was entered is on the disk. */
export function kept(id) {
  failed = "";
  busy = false;
  return showState(id);
}

/** Something could not be kept: say so until it is. */
export function alarm(sentence) {
  failed = sentence;
  paint("local", [sentence], true);
}

/** Say where an audit is. */
async function showState(id) {
  if (failed || busy || !pill) return;
  const asked = (showing = {});
  const record = await store.held(id);
  const photos = record ? await photosWaiting(record.document) : 0;
  if (asked !== showing || busy || !record) return;
  const [state, sentence, loud] = stateOf(record, photos);
  paint(state, [sentence, photos ? say("photos", { count: photos }) : ""], loud);
}

/** How many photos of an audit document are not at the server yet. */
export async function photosWaiting(audit) {
  const named = store.photosOf(audit);
  return (await waiting()).filter(({ sha256 }) => named.includes(sha256)).length;
}

/** The state by contract, its sentence, and whether it needs somebody. */
function stateOf(record, photos) {
  const { document, trouble, stored_at: at } = record;
  if (trouble) return ["local", trouble.message, true];
  if (document.conflicts.length) return ["conflict", say("conflict", { count: document.conflicts.length })];
  const dirty = store.isDirty(record);
  if (!dirty && !photos) return ["saved", say("saved", { time: clockTime(at, zone) })];
  if (["login", "other"].includes(status.trouble)) return ["local", logIn(), true];
  const kept = dirty ? say("local") : say("saved", { time: clockTime(at, zone) });
  if (status.trouble === "offline") return ["offline", kept];
  return [status.running ? "sending" : "local", kept];
}

function logIn() {
  const next = encodeURIComponent(location.pathname + location.hash);
  const link = document.createElement("a");
  return Object.assign(link, { href: `/login?next=${next}`, textContent: say(status.trouble) });
}

function paint(state, parts, loud = false) {
  pill.dataset.sync = state;
  pill.toggleAttribute("data-alarm", Boolean(loud));
  const told = document.createElement("span");
  parts.filter(Boolean).forEach((part, i) => told.append(i ? " · " : "", part));
  // Said again only when it differs, so that a screen reader does not repeat itself.
  if (told.textContent !== line.textContent) line.replaceChildren(...told.childNodes);
}

// ---- What was ended here goes to the server

const PATIENCE = 4_000; // milliseconds that the result waits for it

/** An audit is final on this tablet: try to hand it in, and show its result. */
export async function handIn(id) {
  // Told on the day when another edit makes it a draft again.
  await store.update(id, (record) => ({ ...record, notice: { message: say("reopened") } }));
  await Promise.race([sync(), new Promise((done) => setTimeout(done, PATIENCE))]);
  if ((await store.held(id)).document.status === "final") location.assign(`/audits/${id}`);
}

let waited = false; // for the server, while this page was open
let asking = null;

/** Whether the server's own page takes over from one that shows an ended audit of this tablet. */
export function givesWay(record) {
  const { id, status } = record.document;
  const before = waited;
  waited = store.isDirty(record);
  if (status !== "final" || waited) return false;
  const go = () => location.replace(`/audits/${id}`);
  if (before) go();
  // It may have arrived while this page was on its way; a line may hang, so nothing waits for it.
  else asking ??= auditThere(id).then(({ document }) => (document ? go() : (asking = null)));
  return before;
}

// ---- From the hand to the disk

/** Whether a field was touched before its script was there, as on a slow line. */
export function touchedEarly({ options = [], value, defaultValue, checked, defaultChecked }) {
  const [first] = [...options].filter((one) => one.defaultSelected).concat(...options);
  return value !== (defaultValue ?? first?.value ?? value) || checked !== defaultChecked;
}

/**
 * What is entered and not on the disk yet: `values` by name, `enter(name, value, delay)`, and
 * `keep()`, which resolves to true when all is there. `write(entries)` tells whether it could.
 */
export function entering(write, done) {
  const values = new Map();
  let timer = null;
  let keeping = Promise.resolve();

  function keep() {
    clearTimeout(timer);
    return (keeping = keeping.then(written));
  }

  async function written() {
    const now = [...values];
    if (!now.length) return true;
    if (!(await write(now))) {
      timer = setTimeout(keep, 2000); // still in its field: tried until it is kept
      return false;
    }
    for (const [name, value] of now) if (values.get(name) === value) values.delete(name);
    if (!values.size) done();
    return true;
  }

  function enter(name, value, delay) {
    values.set(name, value);
    touched();
    clearTimeout(timer);
    if (delay) timer = setTimeout(keep, delay);
    else keep();
  }

  addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", keep);
  return { values, enter, keep };
}

/** Something could not be kept, for want of room or for another reason. */
export function unkept({ name: kind }) {
  alarm(say(kind === "QuotaExceededError" ? "full" : "unkept"));
  return false;
}

/** What is wrong with a text that is longer than it may be, else nothing. */
export function tooLong(value, limit) {
  const over = typeof value === "string" ? [...value].length - limit : 0;
  return over > 0 ? say("too_long", { limit, over }) : "";
}
