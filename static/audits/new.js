// A visit begins on this tablet, with a signal or without. Where the tablet does not know the
// workshop, the form of the page goes to the server as it is.

import { able, day, filled, ready, say } from "../base.js";
import { idInAddress } from "../offline/network.js";
import { begin, mine, newId } from "../offline/store.js";
import { kick } from "../offline/sync.js";
import { draft, known, put, show, wayTo } from "../tablet/_rows.js";

const MOST = 120; // letters of a name
const form = document.querySelector("#visit");
const { elements, dataset } = form;
const blank = "blank" in dataset;
const id = idInAddress();
const shown = new Set(elements.known?.value.split(",")); // drafts that the page offers
const tidy = (text) => text.trim().replace(/\s+/g, " ");
const typed = () => (elements.more_areas?.value ?? "").split(",").map(tidy).filter(Boolean);
const draftOf = JSON.parse(dataset.draft); // what the visit begins with, of an audit or a re-check
let place, facts, user, now;
let busy = false;

/** Drafts of this workshop that began since the page was made. */
const unseen = async () =>
  (await mine()).filter(({ id: one, document: { workshop, status, type } }) =>
    workshop.id === id && status === "draft" && type === draftOf.type && !shown.has(one));

async function offer() {
  const drafts = await unseen();
  if (!drafts.length) return;
  for (const one of drafts) shown.add(one.id);
  show("unfinished", true);
  document.querySelector("[data-unfinished]").after(...(await Promise.all(drafts.map((one) => draft(one, true)))));
  put("go", say("another"));
  document.querySelector(".bar .button").classList.remove("primary");
}

function fill() {
  put("workshop", place.name);
  document.querySelector(".back").href = `/workshops/${id}`;
  document.title = `${place.name} · ${document.title}`;
  elements.audited_on.value = elements.audited_on.max = now;
  document.querySelector("#audited_on-hint").textContent = say("today_is", { day: day(now) });
  const [owner, pic] = document.querySelectorAll("[name=met_with] + span");
  if (place.owner_name) owner.append(`: ${place.owner_name}`);
  if (place.pic_name) pic.append(`: ${place.pic_name}`);
  const areas = document.querySelector("#areas");
  areas?.lastElementChild.append(...place.areas.map((value) => filled("area", { name: value, box: { value } })));
  areas?.toggleAttribute("hidden", !place.areas.length);
  show("bar", true);
  form.hidden = false;
}

/** Say what is wrong with a field, and whether it is right. */
function right(name, message) {
  const field = elements[name];
  const told = `${name}-error`;
  document.getElementById(told)?.remove();
  field.setAttribute("aria-invalid", Boolean(message));
  if (!message) return true;
  field.after(filled("error", { message, id: { id: told } }));
  field.setAttribute("aria-describedby", `${name}-hint ${told}`);
  field.focus();
  return false;
}

function valid() {
  const { value } = elements.audited_on;
  const date = value > now ? say("not_yet", { day: day(now) }) : value ? "" : say("pick");
  const long = typed().some((name) => [...name].length > MOST) && say("long");
  return [!elements.more_areas || right("more_areas", long), right("audited_on", date)].every(Boolean);
}

/** A new audit as the server would begin it. */
function begun() {
  const chosen = [...form.querySelectorAll("[name=areas]:checked")].map((box) => box.value);
  const areas = [...new Set([...chosen, ...typed()])];
  const { name, city, sector } = place;
  return {
    ...draftOf,
    id: newId(),
    instrument: facts.instruments.at(-1),
    audited_on: elements.audited_on.value,
    workshop: { id, name, city, sector },
    mentor: { id: user.id, name: user.name },
    met_with: tidy(elements.met_other.value) || elements.met_with.value,
    areas: areas.length ? areas : place.areas,
    k3: Boolean(elements.k3?.checked),
  };
}

async function go(event) {
  event.preventDefault();
  if (busy || !valid()) return;
  busy = true;
  try {
    const [twin] = await unseen();
    // Until a worker has this page, the sheet comes from the server, and so must the audit.
    if (!twin && !blank && !navigator.serviceWorker?.controller) return form.submit();
    const { document: audit } = twin ?? (await begin(user.id, begun()));
    kick();
    location.assign(wayTo(audit));
  } catch {
    busy = false;
    if (blank) right("audited_on", say("full"));
    else form.submit();
  }
}

async function start() {
  await ready;
  const all = able ? await known() : {};
  ({ facts, user, now } = all);
  place = facts && user && all.places.find((one) => one.id === id);
  if (!place) return blank && show("unknown", true);
  form.addEventListener("submit", go); // before the form shows: without it, it asks the server
  if (blank) fill();
  else now = elements.audited_on.max; // the day by the server's clock, where a tablet's may be wrong
  await offer();
  addEventListener("pageshow", () => (busy = false));
}

start();
