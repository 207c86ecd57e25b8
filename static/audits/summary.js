// The summary saves itself: a while after the last change, and when it is left.

import { openPlaces, startFindings } from "./_findings.js";

const PAUSE = 1500;
const LONGEST_WAIT = 30_000;
const form = document.querySelector("#summary");
const pill = document.querySelector("[data-sync]");
const words = JSON.parse(form.dataset.words);

let timer = null;
let changes = 0;
let stored = 0;
let failures = 0;
let running = null;
let leaving = false;
let wrong = Boolean(document.querySelector(".faults"));

startFindings(form);
openPlaces();

form.addEventListener("input", () => {
  changes += 1;
  tell("local", words.local);
  schedule(PAUSE);
});

form.addEventListener("submit", () => {
  leaving = true;
  clearTimeout(timer);
});

addEventListener("beforeunload", (event) => {
  if ((changes > stored || wrong) && !leaving) event.preventDefault();
});

// A link out of the page waits for what is on its way.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.pathname === location.pathname || changes === stored) return;
  event.preventDefault();
  await save();
  if (changes > stored) await save();
  location.assign(link.href);
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && changes > stored) save(true);
});
addEventListener("online", () => changes > stored && save());
addEventListener("pageshow", () => (leaving = false));

function schedule(delay) {
  clearTimeout(timer);
  timer = setTimeout(() => save(), delay);
}

/** Save what changed; one request at a time. */
function save(keepalive = false) {
  if (leaving) return;
  clearTimeout(timer);
  running ??= send(keepalive).finally(() => (running = null));
  return running;
}

async function send(keepalive) {
  const sent = changes;
  tell("sending", words.sending);
  const answer = await post(keepalive);
  if (!answer) return lost();
  if (answer === "login") return tell("local", words.login, true);
  failures = 0;
  stored = sent;
  show(answer);
  if (changes > stored) schedule(PAUSE);
}

async function post(keepalive) {
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "manual",
      keepalive,
    });
    if (answer.type === "opaqueredirect" || answer.status === 400) return "login";
    const body = [200, 422].includes(answer.status) ? await answer.json() : null;
    return body?.version ? body : null;
  } catch {
    return null;
  }
}

function lost() {
  failures += 1;
  tell("offline", words.offline);
  schedule(Math.min(PAUSE * 2 ** failures, LONGEST_WAIT));
}

function show({ version, saved, errors, notices, gaps, promise }) {
  form.elements.version.value = version;
  document.querySelector("[data-gaps]").innerHTML = gaps;
  document.querySelector("[data-promise]").innerHTML = promise;
  mark(errors);
  wrong = Object.keys(errors).length + notices.length > 0;
  if (wrong) tell("local", notices[0] ?? words.wrong, true);
  else tell("saved", saved);
}

/** Put each sentence beside its field, and take away those that are settled. */
function mark(errors) {
  for (const told of form.querySelectorAll("[data-told]")) told.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) if (!errors[field.name]) settle(field);
  for (const [name, sentence] of Object.entries(errors)) {
    const field = form.querySelector(`[name="${name}"]`);
    if (!field || field.getAttribute("aria-invalid")) continue;
    field.setAttribute("aria-invalid", "true");
    const told = Object.assign(document.createElement("p"), { className: "error", textContent: sentence });
    told.dataset.told = name;
    (field.closest(".tick") ?? field.closest(".field") ?? field.parentElement).append(told);
  }
}

function settle(field) {
  field.removeAttribute("aria-invalid");
  document.getElementById(`${field.id}-error`)?.remove();
}

function tell(state, sentence, alarm = false) {
  pill.dataset.sync = state;
  pill.toggleAttribute("data-alarm", alarm);
  const text = pill.querySelector("[data-sync-text]");
  if (text.textContent !== sentence) text.textContent = sentence;
}
