// The outbox: brings what waits on this tablet to the server, one sync at a time over all tabs.
// Documents first, photos next; what can't go is parked with its reason and holds up nothing else.

import { ask, auditThere, putAudit, upload } from "./network.js";
import * as store from "./store.js";

const LONGEST_WAIT = 300_000;
const SOON = 500; // milliseconds from what is kept to its sending
const STALE = 60_000; // milliseconds after which what is known of the workshops is asked anew
const MOST_PICTURES = 600;
const WARM = 200; // photos of last audits that are fetched ahead, small ones
const GRACE = 7 * 24 * 3600_000; // what the server confirmed stays here so long all the same

/** The cache of photos that this tablet did not take. */
export const PICTURES = "photos";

/** What the last tries brought: "" | "offline" | "login" | "other" (somebody else is logged in). */
export const status = Object.assign(new EventTarget(), { running: false, trouble: "" });

let timer = null;
let due = Infinity;
let failures = 0;
let running = null;
let again = false;

/** Sync after `delay` milliseconds at the latest. */
export function kick(delay = 0) {
  const at = Date.now() + delay;
  if (at >= due) return;
  clearTimeout(timer);
  due = at;
  timer = setTimeout(sync, delay);
}

/** Sync a little later, for what is touched next to join what was. */
export const kickSoon = () => kick(SOON);

/** Sync now; resolves when nothing is left that can go. */
export function sync() {
  clearTimeout(timer);
  due = Infinity;
  again = Boolean(running);
  running ??= locked().finally(() => {
    running = null;
    if (again) kick();
  });
  return running;
}

async function locked() {
  set({ running: true });
  try {
    await navigator.locks.request("audit-5r-sync", everything);
  } finally {
    set({ running: false });
  }
}

async function everything() {
  const user = await store.meta("user");
  if (!user) return;
  const outcomes = [await documents(), await pictures()];
  if (!outcomes.includes("lost") && !status.trouble) await learn(user);
  if (outcomes.includes("lost")) return wait();
  if (outcomes.includes("login")) return;
  failures = 0;
  if (outcomes.includes("later")) wait();
  set({ trouble: "" });
  await clean();
}

function wait() {
  failures += 1;
  const longest = Math.min(1000 * 2 ** (failures - 1), LONGEST_WAIT);
  kick(longest * (0.5 + Math.random() / 2));
}

function set(change) {
  Object.assign(status, change);
  status.dispatchEvent(new Event("change"));
}

/** Note what an answer says about the line, and give what it means for the round. */
function noted({ kind, other, wait: pause = 0 }) {
  if (kind === "lost") set({ trouble: "offline" });
  else if (kind === "login") set({ trouble: other ? "other" : "login" });
  else set({ trouble: "" });
  if (kind === "later") kick(Math.max(pause, 1000));
  return kind;
}

// ---- Documents

async function documents() {
  let outcome = "done";
  for (const { id } of await store.mine()) {
    const kind = await bring(id);
    if (kind === "lost" || kind === "login") return kind;
    if (kind === "later") outcome = kind;
  }
  return outcome;
}

/** Bring one audit to the server until nothing newer is here. */
async function bring(id) {
  for (;;) {
    const { user, sending } = (await store.update(id, begun)) ?? {};
    if (!sending) return "done";
    const answer = await putAudit(sending, user);
    const kind = noted(answer);
    if (kind === "done") await store.update(id, (record) => stored(record, sending, answer));
    else if (kind === "refused") await store.update(id, (record) => refused(record, answer));
    else return kind;
    if (sending.document.status !== "draft") await store.setMeta("bootstrap", null); // ask anew
  }
}

/** The record with what is to be sent now; the same again until an answer came. */
function begun(record) {
  if (!record || record.trouble || record.sending || record.edits <= record.synced) return record;
  const { document, base, edits, synced, saved = [] } = record;
  // What a saved file carries goes under its name there, so that the office may have taken it in.
  const next = saved.find((one) => one.edits > synced) ?? { operation: store.newId(), document, edits };
  return { ...record, sending: { ...next, base } };
}

function stored(record, { operation, document, edits }, { version, document: newest }) {
  if (record.sending?.operation !== operation) return record;
  const done = { ...record, sending: null, failures: 0, synced: edits, stored_at: new Date().toISOString() };
  if (record.edits === edits) return { ...done, document: newest ?? document, base: { version } };
  // More was changed meanwhile, on what was sent: the server merges it into what it made of that.
  return { ...done, base: newest ? { version, operation } : { version } };
}

/** Parked with its reason; an audit that lacks something goes on as the draft it still is. */
function refused(record, { trouble, newest }) {
  const back = { ...record, sending: null, saved: [], failures: record.failures + 1 };
  if (!trouble.missing) return { ...back, trouble: { ...trouble, newest } };
  const document = { ...record.document, status: "draft", revision: 0, revision_reason: "" };
  return { ...back, document, edits: record.edits + 1, notice: trouble };
}

/** Try a parked audit again as it is now. */
export async function retry(id) {
  await store.update(id, (record) => record && { ...record, trouble: null });
  failures = 0;
  return sync();
}

// ---- Photos

async function pictures() {
  let outcome = "done";
  const user = await store.meta("user");
  for (const one of await waiting()) {
    if (one.user !== user?.id || one.trouble) continue;
    const answer = await upload(one);
    const kind = noted(answer);
    if (kind === "lost" || kind === "login") return kind;
    if (kind === "later") outcome = kind;
    if (kind === "refused") await store.updatePhoto(one.sha256, { trouble: answer.trouble });
    if (kind === "done") await store.updatePhoto(one.sha256, { sent_at: new Date().toISOString() });
    store.changed(one.audit);
  }
  return outcome;
}

/** Photos that some audit names and the server does not have yet, oldest first. */
export async function waiting() {
  const named = new Set((await store.everyone()).flatMap((one) => store.photosOf(one.document)));
  const all = await store.photos();
  return all
    .filter((one) => !one.sent_at && named.has(one.sha256))
    .sort((a, b) => (a.taken_at < b.taken_at ? -1 : 1));
}

// ---- What the server knows

/** Ask for workshops and drafts, if that was long ago. */
async function learn(user) {
  const { at = 0, etag = "" } = (await store.meta("bootstrap")) ?? {};
  if (Math.abs(Date.now() - at) < STALE) return; // a clock that was set back is no reason to wait
  const { status: code, headers, body } = await ask("/api/v1/bootstrap", {
    headers: etag ? { "If-None-Match": etag } : {},
    patience: 60_000,
  });
  if (code === 401) return set({ trouble: "login" });
  if (code === 200 && body?.user?.id === user.id) await learned(user, body);
  if (code !== 200 && code !== 304) return;
  await store.setMeta("bootstrap", { at: Date.now(), etag: headers.get("ETag") ?? "" });
}

async function learned(user, { workshops, drafts, ...rest }) {
  await store.setWorkshops(workshops);
  await store.setMeta("facts", rest);
  for (const { version, document } of drafts) await store.take(user.id, document, version);
  const open = new Set(drafts.map(({ document }) => document.id));
  for (const record of await store.mine()) {
    const settled = record.base && !store.isDirty(record) && !open.has(record.id);
    if (settled && record.document.status === "draft") await refresh(record);
  }
  store.changed(null);
  warmUp().catch(() => null); // seen without a signal or not: nothing depends on it
}

/** Fetch the photos of points, last audits and tags, so that they can be seen, and taken again, anywhere. */
async function warmUp() {
  if (!globalThis.caches || navigator.connection?.saveData) return;
  const cache = await caches.open(PICTURES);
  const places = await store.workshops();
  const seen = ["points", "last", "tags"].flatMap((part) => places.flatMap((one) => one[part] ?? []));
  for (const sha of seen.flatMap(store.photosOf).slice(0, WARM)) {
    const address = `/api/v1/photos/${sha}?size=320`;
    if (await cache.match(address)) continue;
    const answer = await fetch(address).catch(() => null);
    if (!answer) return;
    if (answer.ok) await cache.put(address, answer);
  }
  const kept = await cache.keys();
  for (const old of kept.slice(0, Math.max(0, kept.length - MOST_PICTURES))) await cache.delete(old);
}

/** An audit that is no draft on the server any more: take what became of it. */
async function refresh({ id, user }) {
  const { status: code, version, document: audit } = await auditThere(id);
  if (audit) await store.take(user, audit, version);
  if (code === 404 || code === 410) await store.drop(id);
}

/** Ask for one audit, so that a page opens on the newest. */
export async function refreshOne(id) {
  const record = await store.held(id);
  if (record?.base && !store.isDirty(record)) await refresh(record);
}

// ---- Cleaning

/** Let go of what the server has confirmed for a week, and of photos that no audit names. */
async function clean() {
  const before = new Date(Date.now() - GRACE).toISOString();
  const photos = await store.photos();
  const unsent = new Set(photos.filter((one) => !one.sent_at).map((one) => one.sha256));
  const needed = new Set();
  for (const record of await store.everyone()) {
    const named = store.photosOf(record.document);
    const waits = store.isDirty(record) || named.some((sha) => unsent.has(sha));
    const done = !waits && record.stored_at < before && record.document.status !== "draft";
    if (done) await store.drop(record.id);
    else if (waits) named.forEach((sha) => needed.add(sha));
  }
  const gone = photos.filter((one) => (one.sent_at ?? one.taken_at) < before && !needed.has(one.sha256));
  if (gone.length) await store.dropPhotos(gone.map((one) => one.sha256));
}

// ---- When to try

export function start() {
  for (const event of ["online", "pageshow"]) addEventListener(event, () => hurry());
  document.addEventListener("visibilitychange", () => document.hidden || hurry());
  setInterval(() => kick(), 30_000);
  kick();
}

/** Try at once, whatever the waiting time was. */
export function hurry() {
  failures = 0;
  return sync();
}
