// What this tablet knows, on pages: of audits that wait, of today, of the workshops.

import { able, clockTime, day, filled, ready, say, shortDay, today } from "../base.js";
import { idInAddress, instrument } from "../offline/network.js";
import { isDirty, isTag, listen, meta, mine, workshops } from "../offline/store.js";
import { status, waiting } from "../offline/sync.js";
import { scorecard, scoresOf } from "../rules/audit.js";

const language = document.documentElement.lang;
const at = (name) => document.querySelector(`[data-${name}]`);

const painted = new WeakMap(); // by place: what it was given, as HTML

/**
 * Put nodes or texts into a place of the page; a list tells by `data-full` whether it has any.
 * What it has been given already stays: a tap on what is replaced under the finger is lost.
 */
export function put(name, ...nodes) {
  const place = at(name);
  const next = place.cloneNode();
  next.replaceChildren(...nodes);
  const html = next.innerHTML;
  if (html !== painted.get(place)) place.replaceChildren(...next.childNodes);
  painted.set(place, html);
  place.toggleAttribute("data-full", nodes.length); // WebKit does not follow :has(:empty)
}

/** Show a part of the page, or hide it. */
export const show = (name, shown) => (at(name).hidden = !shown);

/** "1 foto", "3 foto"; nothing for none. */
export const many = (key, n) => (n ? say(n === 1 ? `${key}1` : key, { n }) : "");

/** What there is, with dots between. */
export const dotted = (...parts) => parts.filter(Boolean).join(" · ");

/** What this tablet knows: whose it is, which day it is there, workshops, his audits and red tags. */
export async function known() {
  const [user, facts, seen, places, records] = await Promise.all(
    [meta("user"), meta("facts"), meta("bootstrap"), workshops(), mine()],
  );
  const zone = facts?.timezone;
  const [tags, audits] = [records.filter(isTag), records.filter((one) => !isTag(one))];
  return { user, facts, zone, places, records, audits, tags, seen: seen?.at ?? 0, now: today(zone) };
}

/** A sentence with day and time of a moment. */
export function dated(key, moment, timeZone) {
  const date = new Intl.DateTimeFormat("sv", { timeZone }).format(new Date(moment));
  return moment ? say(key, { day: day(date), time: clockTime(moment, timeZone) }) : "";
}

/** "1 audit dan 3 foto belum di server", or nothing. */
export function behind(records, photos) {
  const tags = records.filter(isTag).length;
  const parts = [
    many("behind_audits", records.length - tags),
    many("behind_tags", tags),
    many("behind_photos", photos),
  ].filter(Boolean);
  return parts.length ? say("behind", { what: new Intl.ListFormat(language).format(parts) }) : "";
}

/** Where an audit or a re-check goes on, or is seen. */
export const wayTo = ({ id, status, type }) =>
  `/audits/${id}${status === "final" ? "" : type === "recheck" ? "/recheck" : "/sheet"}`;

/** An audit with the way on; on the page of its workshop, `here`, under its day. */
export async function draft({ document: audit }, here) {
  const { status, workshop, type } = audit;
  const kind = type === "recheck" ? type : status;
  const sheet = kind === "draft" && (await instrument(audit.instrument).catch(() => null));
  const card = sheet && scorecard(sheet.pillars, scoresOf(audit));
  const date = day(audit.audited_on);
  return filled("draft", {
    name: here ? say(kind === type ? "unfinished_recheck" : "unfinished", { day: date }) : workshop.name,
    about: dotted(!here && date, card ? say("rated", { done: card.rated, of: card.of }) : say(kind)),
    bar: card ? { value: card.rated, max: card.of } : null,
    link: { href: wayTo(audit) },
    workshop: ` ${workshop.name}`,
  });
}

/** A row whose date, if it has one, is seen from today. */
export function row({ on, now, ...rest }) {
  const n = on && (Date.parse(on) - Date.parse(now)) / 864e5;
  const key = n < -1 ? "late" : (["late1", "now", "tomorrow"][n + 1] ?? "ahead");
  return filled("row", {
    ...rest,
    dated: on && {},
    tone: { class: `chip ${n < 0 ? "alarm" : n < 2 ? "soon" : ""}` },
    late: n < 0 ? {} : null,
    far: say(key, { n: Math.abs(n) }),
    date: on && shortDay(on),
  });
}

/**
 * The red tags of a workshop, longest waiting first: those that the server knows, and those that
 * were attached or decided on here, as long as the server did not tell of them anew.
 */
export function tagsOf({ id, tags = [] }, { tags: records, seen }) {
  const all = new Map(tags.map((one) => [one.id, one]));
  for (const record of records) {
    const { document: tag, stored_at: at } = record;
    if (tag.workshop.id !== id || (!isDirty(record) && Date.parse(at) < seen)) continue;
    all.set(tag.id, { ...all.get(tag.id), ...tag, record });
  }
  return [...all.values()]
    .map((tag) => ({ ...tag, on: inDays(tag.tagged_on, 30) }))
    .sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** The last result of a workshop in words. */
export const result = ({ total, band }) => ({
  total: total && Number(total).toLocaleString(language, { minimumFractionDigits: 1 }),
  tone: { class: `band ${band ?? ""}` },
  band: say(band ?? "none"),
});

// ---- Today and the workshops without a signal

const MOST = 10;
const loaded = Date.now();
const search = document.querySelector("#text");
const inDays = (iso, days) => new Date(Date.parse(iso) + 864e5 * days).toISOString().slice(0, 10);
const rows = (list) => list.sort((a, b) => (a.on < b.on ? -1 : 1)).slice(0, MOST).map(row);

async function paintHome() {
  const { user, zone, places, audits, seen, now } = await known();
  const open = audits.filter((one) => one.document.status === "draft" || isDirty(one));
  const visited = open.map((one) => one.document.workshop.id);
  put("today", dated("today", Date.now(), zone));
  put("as-of", dated("as_of", seen, zone));
  show("back", seen > loaded); // only an answer of the server proves a signal
  put("drafts", ...(await Promise.all(open.map((one) => draft(one)))));
  const due = places.flatMap((place) => actions(place, now));
  put("due-count", many("actions", due.length));
  put("due", ...rows(due));
  put("visits", ...rows(places.filter(({ id }) => !visited.includes(id)).flatMap((place) => visit(place, now))));
  put("places", ...places.map(listed));
  find();
  show("stranger", !user);
  show("nothing", user && !places.length && !open.length);
}

const actions = ({ id, name, actions }, now) =>
  actions
    .filter(({ chosen, due_on }) => chosen && due_on && due_on <= inDays(now, 7))
    .map(({ due_on: on, text: title, pic }) => {
      const about = dotted(name, pic && say("pic", { name: pic }));
      return { on, now, title, about, link: { href: `/workshops/${id}#actions` } };
    });

function visit({ id, name: title, last, next_visit_on: on }, now) {
  if (!on || on > inDays(now, 14)) return [];
  const about = last && say("visited", { day: shortDay(last.audited_on), mentor: last.mentor });
  return { on, now, title, about, link: { href: `/workshops/${id}` } };
}

function listed({ id, name, city, sector, stage, owner_name, last, actions }) {
  const about = dotted(city, sector && say(sector), stage && say(stage));
  const one = filled("workshop", {
    name,
    about,
    ...result(last ?? {}),
    link: { href: `/workshops/${id}` },
    scored: last && {},
    date: last && shortDay(last.audited_on),
    never: last ? null : {},
    actions: many("actions", actions.length),
  });
  one.dataset.text = dotted(name, about, owner_name).toLowerCase();
  return one;
}

function find() {
  const wanted = search.value.trim().toLowerCase();
  const all = [...document.querySelectorAll("[data-text]")];
  for (const one of all) one.hidden = !one.dataset.text.includes(wanted);
  put("count", many("places", all.filter((one) => !one.hidden).length) || say("nobody"));
}

async function startHome() {
  await ready;
  listen(paintHome);
  status.addEventListener("change", paintHome);
  search.addEventListener("input", find);
  await paintHome();
  if (location.pathname !== "/") document.querySelector("#workshops").scrollIntoView();
}

if (at("places")) startHome();

// ---- One workshop without a signal

async function paintWorkshop() {
  const id = idInAddress();
  const all = await known();
  const { zone, places, audits, seen, now } = all;
  const place = places.find((one) => one.id === id);
  show("bar", place);
  if (!place) return put("page", filled("unknown", {}));
  const { name, city, sector, stage, last, actions, next_visit_on: visit } = place;
  document.title = `${name} · Audit 5R`;
  const tags = tagsOf(place, all);
  const open = tags.filter(({ decision }) => !decision);
  // Of very many the tablet has those that wait longest, and the number of all.
  const undecided = (place.red_tags?.undecided ?? 0) + open.length - (place.tags?.length ?? 0);
  const page = filled("page", {
    ...place,
    about: dotted(sector && say(sector), city, stage && say(stage)),
    as_of: dated("as_of", seen, zone),
    ...result(last ?? {}),
    audited: last && {},
    scored: last?.total ? {} : null,
    date: last && day(last.audited_on),
    target: say("target", place),
    mentor: last && dotted(last.number, last.mentor),
    never: last ? null : {},
    count: many("actions", actions.length),
    areas: place.areas.join(", "),
    visit: visit && day(visit),
    late_tags: many("late_tags", open.filter(({ on }) => on < now).length),
    undecided: many("undecided", undecided),
    no_tags: undecided ? null : {},
    tags_page: { href: `/workshops/${id}/red-tags/` },
  });
  put("page", page);
  const drafts = audits.filter(({ document: one }) => one.workshop.id === id && one.status === "draft");
  put("drafts", ...(await Promise.all(drafts.map((one) => draft(one, true)))));
  put("actions", ...actions.map(({ text: plain, item, pic, state, due_on: on }) =>
    row({ on, now, plain, about: dotted(item, pic && say("pic", { name: pic }), say(state)) })));
}

if (at("page")) {
  for (const link of at("bar").querySelectorAll("a")) link.href = `/workshops/${idInAddress()}/${link.dataset.to}`;
  ready.then(() => listen(paintWorkshop)).then(paintWorkshop);
}

// ---- What this tablet still has to send, said on every page until there is nothing

async function paintStrip() {
  const [{ user, records, audits }, photos] = await Promise.all([known(), waiting()]);
  const told = behind(records.filter(isDirty), photos.filter((one) => one.user === user?.id).length);
  put("behind", told);
  show("strip", told);
  if (!at("only-here")) return;
  const here = audits.filter(({ document: audit }) =>
    audit.status === "draft" && !document.querySelector(`main > section:not([data-only-here]) a[href="${wayTo(audit)}"]`));
  put("drafts", ...(await Promise.all(here.map((one) => draft(one)))));
  show("only-here", here.length);
}

if (able && at("strip") && location.pathname !== "/outbox/") {
  ready.then(() => listen(paintStrip)).then(paintStrip);
}
