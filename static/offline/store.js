// What this tablet keeps: audits as people see them, their photos, what is known of the workshops.
// Every change is on the disk before it is said to be kept; nothing is deleted that the server
// has not confirmed.

const STRICT = { durability: "strict" };
const BALLAST = 2_000_000; // bytes that give way, so that a text fits when photos filled the disk
const LITTLE_ROOM = 200_000_000; // bytes
const NO_ROOM = 50_000_000;
const told = new BroadcastChannel("audit-5r");
const listeners = new Set();
let opened = null;

/** The database, opened once; a newer version of the app makes this one let go of it. */
function database() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("audit-5r", 1);
    asked.onerror = () => {
      opened = null;
      reject(asked.error);
    };
    asked.onupgradeneeded = () => {
      const keys = { audits: "id", photos: "sha256", workshops: "id", meta: null };
      // The bytes of the photos are apart: lists need not read megabytes.
      for (const [name, keyPath] of Object.entries({ ...keys, bytes: null })) {
        asked.result.createObjectStore(name, { keyPath });
      }
    };
    asked.onsuccess = () => {
      const db = asked.result;
      db.onclose = () => (opened = null);
      db.onversionchange = () => {
        db.close();
        opened = null;
      };
      resolve(db);
    };
  });
  return opened;
}

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const read = async (store, method, ...key) =>
  answer((await database()).transaction(store).objectStore(store)[method](...key));

// ---- Hearing of changes, from this tab and the others

/** `hear(id)` is called after the audit with this id changed here, in another tab or by a sync. */
export function listen(hear) {
  listeners.add(hear);
  return () => listeners.delete(hear);
}

told.addEventListener("message", ({ data }) => listeners.forEach((hear) => hear(data)));

/** Tell everybody that something about this audit changed; null for all of them. */
export function changed(id) {
  told.postMessage(id);
  listeners.forEach((hear) => hear(id));
}

// ---- Audits

export const isDirty = (record) => Boolean(record.sending) || record.edits > record.synced;

/** Red tags are kept and sent as audits are, beside them. */
export const isTag = ({ document }) => document.type === "red_tag";

export const held = (id) => read("audits", "get", id);

export const everyone = () => read("audits", "getAll");

/** Audits of the person who uses the tablet now, newest first. */
export async function mine() {
  const user = await meta("user");
  const all = await everyone();
  return all.filter((one) => one.user === user?.id).sort((a, b) => (a.id < b.id ? 1 : -1));
}

const fresh = (user, document) => ({
  id: document.id,
  user,
  document,
  base: null, // the version, and perhaps the operation, that `document` was made on
  edits: 0, // changes made here, and how many of them the server has
  synced: 0,
  sending: null, // what is on its way, sent again unchanged until an answer comes
  aside: {}, // fields by name that can't be sent yet, as they were typed
  trouble: null, // why the server refused it
  failures: 0,
  changed_at: null,
  since: null, // since when something waits
  stored_at: null, // when the server last confirmed it
});

/** Begin an audit on this tablet, with its photos; the server hears of it by the next sync. */
export async function begin(user, document, photos = []) {
  const record = { ...fresh(user, document), edits: 1, since: now(), changed_at: now() };
  await write(["audits", "photos", "bytes"], (tx) => {
    tx.objectStore("audits").add(record);
    lay(tx, photos);
  });
  changed(record.id);
  return record;
}

/** The server's copy comes in, unless something waits here that it does not have. */
export async function take(user, document, version) {
  return update(document.id, (record) => {
    record ??= fresh(user, document);
    if (isDirty(record) || (record.base?.version ?? 0) > version) return record;
    return { ...record, user, document, base: { version }, stored_at: now(), trouble: null };
  });
}

/**
 * Change an audit: `change(document, aside)` gives the new document, or the same one.
 * Its new photos are kept in the same transaction. Gives the record.
 */
export async function edit(id, change, photos = []) {
  return update(
    id,
    (record) => {
      const aside = { ...record.aside };
      const document = change(record.document, aside);
      if (document === record.document) return { ...record, aside };
      const edits = record.edits + 1;
      const since = isDirty(record) ? record.since : now();
      return { ...record, document, aside, edits, trouble: null, since, changed_at: now() };
    },
    photos,
  );
}

/** Replace a record by what `change(record)` makes of it, in one transaction, and tell of it. */
export async function update(id, change, photos = []) {
  let record;
  const stores = photos.length ? ["audits", "photos", "bytes"] : ["audits"];
  await write(stores, async (tx) => {
    record = await change(await answer(tx.objectStore("audits").get(id)));
    lay(tx, photos);
    if (record) tx.objectStore("audits").put(record);
  });
  changed(id);
  return record;
}

function lay(tx, photos) {
  for (const { data, ...rest } of photos) {
    tx.objectStore("photos").put(rest);
    tx.objectStore("bytes").put(data, rest.sha256);
  }
}

/** Forget an audit; its photos go with the next cleaning. */
export async function drop(id) {
  await write(["audits"], (tx) => tx.objectStore("audits").delete(id));
  changed(id);
}

// ---- Photos

/** One photo with its bytes; undefined when the tablet has let go of it. */
export async function photo(sha) {
  const [one, data] = await Promise.all([read("photos", "get", sha), read("bytes", "get", sha)]);
  return one && { ...one, data };
}

/** A photo as it is kept until the server has it. */
export const newPhoto = (user, audit, { sha256, data, mime }) => ({
  ...{ sha256, user, audit, mime, data, size: data.byteLength, taken_at: now() },
  ...{ offset: 0, sent_at: null, trouble: null },
});

/** Every photo of this tablet, without its bytes. */
export const photos = () => read("photos", "getAll");

/** Note what became of a photo. */
export async function updatePhoto(sha, change) {
  await write(["photos"], async (tx) => {
    const one = await answer(tx.objectStore("photos").get(sha));
    if (one) tx.objectStore("photos").put({ ...one, ...change });
  });
}

/** Let go of photos. */
export async function dropPhotos(shas) {
  await write(["photos", "bytes"], (tx) => {
    for (const store of ["photos", "bytes"]) shas.forEach((sha) => tx.objectStore(store).delete(sha));
  });
}

/** Hashes of every picture that a document names, signatures last. */
export function photosOf({ answers = {}, carried = [], points = [], signatures, photo }) {
  const named = [...Object.values(answers), ...carried, ...points].flatMap((one) => one.photos ?? []);
  const signed = [{ photo }, ...Object.values(signatures ?? {})].flatMap((one) => one?.photo ?? []);
  return [...new Set([...named, ...signed])];
}

// ---- Workshops and the rest

export const workshop = (id) => read("workshops", "get", id);

export const workshops = () => read("workshops", "getAll");

/** Replace all that is known of the workshops. */
export async function setWorkshops(list) {
  await write(["workshops"], (tx) => {
    tx.objectStore("workshops").clear();
    for (const one of list) tx.objectStore("workshops").put(one);
  });
}

/** One value of the rest: user, language, ... */
export const meta = (key) => read("meta", "get", key);

/** Keep a value under a key. */
export async function setMeta(key, value) {
  await write(["meta"], (tx) => tx.objectStore("meta").put(value, key));
}

// ---- Writing, also on a full disk

const now = () => new Date().toISOString();

async function write(stores, change) {
  try {
    await attempt(stores, change);
  } catch (error) {
    if (error?.name !== "QuotaExceededError" || !(await giveWay())) throw error;
    await attempt(stores, change);
  }
}

async function attempt(stores, change) {
  const tx = (await database()).transaction(stores, "readwrite", STRICT);
  const done = new Promise((resolve, reject) => {
    tx.oncomplete = resolve;
    tx.onabort = () => reject(tx.error);
  });
  try {
    await change(tx);
  } catch (error) {
    done.catch(() => {}); // the first error says more than the abort that follows it
    tx.abort();
    throw error;
  }
  await done;
}

/** Lay down the ballast again when there is room; its bytes must not shrink, so they are noise. */
export async function layBallast() {
  if (await meta("ballast")) return;
  const noise = new Uint8Array(BALLAST);
  for (let at = 0; at < BALLAST; at += 65_536) {
    crypto.getRandomValues(noise.subarray(at, at + 65_536));
  }
  await attempt(["meta"], (tx) => tx.objectStore("meta").put(noise.buffer, "ballast"));
}

async function giveWay() {
  if (!(await meta("ballast"))) return false;
  await attempt(["meta"], (tx) => tx.objectStore("meta").delete("ballast"));
  return true;
}

// ---- Room: asked for to stay, watched, and kept free for texts

/** Ask the browser once to keep what is here, and lay down the ballast for texts. */
export async function secure() {
  await navigator.storage?.persist?.();
  await layBallast().catch(() => null); // no room for ballast: texts still have what is left
}

/** How much is used and free, in bytes, and whether the browser promised to keep it. */
export async function room() {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  const persisted = (await navigator.storage?.persisted?.()) ?? false;
  return { usage, free: quota - usage, persisted };
}

/** Whether a photo may be kept: "enough", "little" (say so) or "none". */
export async function roomForPhoto() {
  const { free } = await room();
  return free < NO_ROOM ? "none" : free < LITTLE_ROOM ? "little" : "enough";
}

// ---- Names for what is new

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A UUIDv7: later ones sort behind earlier ones. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const time = Date.now().toString(16).padStart(12, "0");
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return (time + hex(bytes.slice(6))).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
