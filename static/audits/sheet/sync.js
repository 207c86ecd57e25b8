// The saved state in words, from facts only: what the server acknowledged, and when.

import { say } from "./words.js";

const pill = document.querySelector("[data-sync]");
const text = pill.querySelector("[data-sync-text]");
const loaded = text.textContent;
const ALARMS = ["stopped", "refused", "wrong", "login"];
const now = { state: "saved", facts: {}, photos: 0 };

const SENTENCES = {
  saved: ({ at }) => (at ? say("saved", { time: time(at) }) : loaded),
  local: () => say("sending"),
  sending: () => say("sending"),
  offline: () => say("offline"),
  conflict: ({ count }) => say("conflict", { count }),
  wrong: ({ item }) => say("wrong", { item }),
  stopped: ({ message }) => message ?? say("stopped"),
  refused: ({ message }) => message ?? say("refused"),
  login: () => logIn(),
};

/** Say a state; `facts` fill the places of its sentence. */
export function tell(state, facts = {}) {
  Object.assign(now, { state, facts });
  paint();
}

/** So many photos are still on their way. */
export function waiting(photos) {
  now.photos = photos;
  paint();
}

function paint() {
  const { state, facts, photos } = now;
  const alarm = ALARMS.includes(state);
  pill.dataset.sync = alarm ? "local" : state === "saved" && photos ? "sending" : state;
  pill.toggleAttribute("data-alarm", alarm);
  const line = document.createElement("span");
  line.append(SENTENCES[state](facts), photos ? ` · ${say("photos", { count: photos })}` : "");
  // Said again only when it differs, so that a screen reader does not repeat itself.
  if (line.textContent !== text.textContent) text.replaceChildren(...line.childNodes);
}

const english = document.documentElement.lang === "en";
const clock = new Intl.DateTimeFormat(english ? "en-GB" : "id", {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: document.querySelector("#sheet").dataset.zone,
});

/** 10.42, in English 10:42, in the time zone of the app. */
function time(at) {
  const { hour, minute } = Object.fromEntries(
    clock.formatToParts(at).map(({ type, value }) => [type, value]),
  );
  return `${hour}${english ? ":" : "."}${minute}`;
}

function logIn() {
  const next = encodeURIComponent(location.pathname + location.hash);
  const link = document.createElement("a");
  return Object.assign(link, { href: `/login?next=${next}`, textContent: say("login") });
}
