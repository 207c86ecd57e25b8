// The service worker: the app opens without a signal, from one edition of its files.

import { held, isDirty, meta, photo } from "./store.js";
import { PICTURES, sync } from "./sync.js";

const PATIENCE = 3_000; // milliseconds that a page with a stand-in on the tablet waits for the server
const AUDIT = /^\/audits\/([0-9a-f-]{36})(?:\/(sheet|summary|owner|sign|recheck))?$/;
const WORKSHOP = /^\/workshops\/[0-9a-f-]{36}(?:\/(audits|rechecks)\/new|\/(red-tags)\/[^/]*)?$/;
const STEP = /^\/audits\/[0-9a-f-]{36}\/(sheet|summary|owner|sign|correct|recheck)$/;

/** Serve the files of one edition: `{version, edition, files}` comes from the server. */
export function serve({ version, edition, files }) {
  const name = `shell-${version}`;

  addEventListener("install", (event) => event.waitUntil(fill()));
  addEventListener("activate", (event) => event.waitUntil(takeOver()));
  addEventListener("message", (event) => event.waitUntil(heard(event.data)));
  addEventListener("sync", (event) => event.waitUntil(sync()));
  addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== "GET" || origin !== location.origin) return;
    if (request.mode === "navigate") event.respondWith(page(request, pathname));
    else if (/^\/api\/v1\/photos\//.test(pathname)) event.respondWith(cachedPicture(request));
    else if (isOurs(pathname)) event.respondWith(fromCache(request));
  });

  const isOurs = (path) =>
    path.startsWith(`/static/e-${edition}/`) || path.startsWith("/api/v1/instruments/");

  /** All files or none; asked for without the log-in, so that no page has a name on it. */
  async function fill() {
    const cache = await caches.open(name);
    const wanted = files.map((file) => new Request(file, { credentials: "omit", cache: "no-cache" }));
    try {
      await cache.addAll(wanted);
    } catch (error) {
      await caches.delete(name);
      throw error;
    }
    if (!(await stepsOpen())) await skipWaiting();
  }

  async function takeOver() {
    const names = await caches.keys();
    const old = names.filter((one) => one.startsWith("shell-") && one !== name);
    await Promise.all(old.map((one) => caches.delete(one)));
    await clients.claim();
  }

  async function heard(message) {
    if (message === "claim") await clients.claim();
    if (message === "now") await skipWaiting();
    if (message === "when-free" && !(await stepsOpen())) await skipWaiting();
  }

  async function fromCache(request) {
    return (await caches.match(request, { cacheName: name, ignoreSearch: true })) ?? fetch(request);
  }

  async function page(request, path) {
    const { shell, first } = await standIn(path);
    const kept = async () => shell && caches.match(await address(shell), { cacheName: name });
    try {
      const stored = first && (await kept());
      if (stored) return stored;
      // A page that is kept here need not be waited for; one that is not, may be slow.
      const signal = shell ? AbortSignal.timeout(PATIENCE) : undefined;
      return await fetch(request, { signal });
    } catch {
      return (await kept()) ?? caches.match(await address("offline"), { cacheName: name });
    }
  }

  const address = async (shell) =>
    `/tablet/${(await meta("language")) ?? "id"}/${shell}?v=${version}`;
}

/** Whether a step of an audit is open in some tab: its page must not change under the hand. */
async function stepsOpen() {
  const open = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return open.some(({ url }) => STEP.test(new URL(url).pathname));
}

/** The page on this tablet that can stand in for an address, and whether it comes first. */
async function standIn(path) {
  if (path === "/" || path === "/workshops/") return { shell: "home" };
  if (path === "/outbox/") return { shell: "outbox", first: true };
  const place = WORKSHOP.exec(path);
  if (place) {
    // What is half entered on a page of red tags brings it first: see tablet/tags.js.
    const first = await meta((await meta("user"))?.id + path);
    const shells = { audits: "new", rechecks: "new_recheck", "red-tags": "tags" };
    return { shell: shells[place[1] ?? place[2]] ?? "workshop", first };
  }
  const [, id, step] = AUDIT.exec(path) ?? [];
  const record = id && (await held(id));
  if (!record || record.user !== (await meta("user"))?.id) return {};
  const { status, instrument, type } = record.document;
  const here = isDirty(record) || Boolean(record.trouble);
  if (type === "recheck") return { shell: type, first: status === "draft" ? Boolean(step) : here };
  if (!step) return { shell: `held/${instrument}`, first: here && status === "final" };
  const first = status === "draft" || (step === "sign" && here);
  const shown = status === "draft" || step === "sign" ? step : "held";
  return { shell: `${shown}/${instrument}`, first };
}

// ---- Photos without a signal: those of this tablet from its store, earlier ones from the cache

/** Answer a request for a photo from wherever it is. */
async function cachedPicture(request) {
  const address = new URL(request.url);
  const own = await ownPhoto(address.pathname.split("/").pop());
  if (own) return own;
  const cache = await caches.open(PICTURES);
  const kept = await cache.match(request);
  if (kept) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok && answer.headers.get("Content-Type") === "image/jpeg") {
      await cache.put(request, answer.clone());
    }
    return answer;
  } catch {
    address.search = "?size=320";
    return (await cache.match(address.href)) ?? new Response(null, { status: 504 });
  }
}

async function ownPhoto(sha) {
  const [one, user] = await Promise.all([photo(sha), meta("user")]);
  if (!one?.data || one.user !== user?.id) return null;
  return new Response(one.data, { headers: { "Content-Type": one.mime } });
}
