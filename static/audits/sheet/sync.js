// The saved state in words, from facts only: what the server acknowledged, and when.

import { say } from "./words.js";

const pill = document.querySelector("[data-sync]");
const text = pill.querySelector("[data-sync-text]");
const HOOK = { stopped: "local", refused: "local", wrong: "local", login: "local" };
let state = "saved";
let words = text.textContent;
let photos = 0;

const time = () => {
  const now = new Date();
  return `${now.getHours()}.${String(now.getMinutes()).padStart(2, "0")}`;
};

const SENTENCES = {
  saved: () => say("saved", { time: time() }),
  local: () => say("sending"),
  sending: () => say("sending"),
  offline: () => say("offline"),
  conflict: ({ count }) => say("conflict", { count }),
  wrong: ({ item }) => say("wrong", { item }),
  stopped: ({ message }) => message ?? say("stopped"),
  refused: ({ message }) => message ?? say("refused"),
};

/** Say a new state; `facts` are the places of its sentence. */
export function tell(now, facts = {}) {
  if (now === "saved" && state === "saved" && !facts.fresh) return paint();
  state = now;
  if (now === "login") return paint(logIn());
  words = SENTENCES[now](facts);
  paint();
}

/** So many photos are still on their way. */
export function waiting(count) {
  photos = count;
  paint();
}

function logIn() {
  const next = encodeURIComponent(location.pathname + location.hash);
  return Object.assign(document.createElement("a"), {
    href: `/login?next=${next}`,
    textContent: say("login"),
  });
}

function paint(link) {
  const late = photos ? say("photos", { count: photos }) : "";
  const hook = HOOK[state] ?? (state === "saved" && photos ? "sending" : state);
  pill.dataset.sync = hook;
  pill.toggleAttribute("data-alarm", ["stopped", "refused", "wrong", "login"].includes(state));
  const said = link ?? (state === "login" ? text.firstChild : words);
  if (link) text.replaceChildren(link);
  else if (state !== "login") {
    const whole = late ? `${words} · ${late}` : words;
    if (text.textContent !== whole) text.textContent = whole;
  }
  return said;
}
