// What waits on this tablet, from facts only, and what a person can do about it.

import { day, filled, ready, say } from "../base.js";
import { auditThere } from "../offline/network.js";
import * as store from "../offline/store.js";
import { hurry, retry, status, waiting } from "../offline/sync.js";
import { answerOf, findingId } from "../rules/audit.js";
import { behind, dated, dotted, known, many, put, show, wayTo } from "./_rows.js";

const DAY = 864e5; // milliseconds of waiting that are alarming
const LITTLE = 200e6; // bytes
const language = document.documentElement.lang;
const main = document.querySelector("main");
let painting = Promise.resolve();

const tooLong = ({ aside }) => Object.keys(aside).length;
const amount = (number, unit) => {
  const style = { style: "unit", unit, unitDisplay: unit.endsWith("byte") ? "short" : "long" };
  return new Intl.NumberFormat(language, { ...style, maximumSignificantDigits: 3 }).format(number);
};
const bytes = (n) =>
  n < 1e6 ? amount(n / 1e3, "kilobyte") : n < 1e9 ? amount(n / 1e6, "megabyte") : amount(n / 1e9, "gigabyte");

/** Audits that wait, or some of whose photos do, as [record, photos]. */
async function entries() {
  const photos = await waiting();
  const all = (await store.everyone()).map((record) => {
    const named = store.photosOf(record.document);
    return [record, photos.filter(({ sha256 }) => named.includes(sha256))];
  });
  return all.filter(([record, of]) => store.isDirty(record) || of.length || tooLong(record));
}

async function paint() {
  const [{ user, zone, records, seen }, all, { usage, free, persisted }] = await Promise.all(
    [known(), entries(), store.room()],
  );
  const mine = all.filter(([record]) => record.user === user?.id);
  const dirty = mine.filter(([record]) => store.isDirty(record));
  const told = behind(dirty.map(([record]) => record), mine.flatMap(([, photos]) => photos).length);
  put("summary", user ? dotted(told, told && status.running && say("sending")) : say("stranger"));
  put("last", dated("last", Math.max(seen, ...records.map((one) => Date.parse(one.stored_at ?? 0))), zone));
  put("others", many("others", all.length - mine.length));
  put("used", say("used", { used: bytes(usage), free: bytes(free) }));
  Object.assign(main.dataset, { line: status.trouble, firm: persisted });
  show("bar", mine.length);
  show("empty", user && !mine.length);
  show("little", free < LITTLE);
  put("audits", ...mine.map((entry) => card(entry, zone)));
}

function card([record, photos], zone) {
  const { id, document: audit, trouble, changed_at, stored_at } = record;
  const wrong = trouble ?? record.notice;
  const dirty = store.isDirty(record);
  const tag = store.isTag(record);
  const code = trouble?.code ?? (photos.some((one) => one.trouble) ? "photo" : "");
  const there = !tag && trouble?.newest?.document;
  if (code === "unknown_base" && !there) look(id);
  const since = [dirty ? (record.since ?? changed_at) : [], photos.map((one) => one.taken_at)].flat(2).sort()[0];
  const open = document.getElementById(id)?.querySelector("[open]");
  const one = filled("waiting", {
    about: { id, "data-code": code },
    name: audit.workshop.name,
    tone: { class: `chip ${Date.now() - Date.parse(since) > DAY ? "alarm" : ""}` },
    age: since && say("since", { age: age(since) }),
    day: tag ? dotted(say("tag"), audit.name) : dotted(day(audit.audited_on), audit.type === "recheck" && say(audit.type), say(audit.status)),
    kept: dotted(
      dirty ? say("local") : dated("stored", stored_at, zone),
      many("photos", photos.length),
      many("aside", tooLong(record)),
    ),
    wrong: wrong && {},
    message: wrong?.message,
    fields: Object.entries(wrong?.fields ?? {}).map(named).join(" "),
    sided: there ? {} : null,
    fold: photos.length ? (open ? { open: "" } : {}) : null,
    photos: many("photos", photos.length),
    link: { href: tag ? `/workshops/${audit.workshop.id}/red-tags/` : wayTo(audit) },
  });
  if (there) compare(one.querySelector("tbody"), audit, there);
  one.querySelector("ul")?.append(...photos.map((photo) => picture(photo, audit)));
  return one;
}

function age(since) {
  const hours = (Date.now() - Date.parse(since)) / 36e5;
  const [n, unit] = hours < 1 ? [hours * 60, "minute"] : hours < 24 ? [hours, "hour"] : [hours / 24, "day"];
  return amount(Math.max(1, Math.floor(n)), unit);
}

/** What is wrong with a field, after the item it belongs to. */
const named = ([path, { message }]) => dotted(path.match(/\b[A-Z]\d\.\d+/)?.[0], message);

function picture({ sha256, size, offset, trouble }, { answers = {}, carried, points, name }) {
  const holds = ({ photos }) => photos?.includes(sha256);
  const item = Object.keys(answers).find((code) => holds(answers[code]));
  return filled("photo", {
    what: item ?? name ?? say(carried.some(holds) ? "carried" : points?.some(holds) ? "point" : "signature"),
    message: trouble?.message,
    size: say("sent", { size: bytes(size), percent: Math.floor((100 * offset) / size) }),
  });
}

/** What differs between this tablet and the server, by item and then by part of the audit. */
function compare(table, here, there) {
  for (const row of table.querySelectorAll("[data-part]")) {
    if (!differ(here[row.dataset.part], there[row.dataset.part])) row.remove();
  }
  const sides = Object.keys({ ...here.answers, ...there.answers })
    .sort()
    .map((what) => [what, answerOf(here, what), answerOf(there, what)])
    .filter(([, a, b]) => differ(a, b));
  table.prepend(...sides.map(([what, a, b]) => filled("side", { what, here: said(a), there: said(b) })));
}

const differ = (a, b) => JSON.stringify(a, sorted) !== JSON.stringify(b, sorted);
const sorted = (_, value) =>
  value?.constructor === Object ? Object.fromEntries(Object.entries(value).sort()) : value;
const said = ({ score, note, na_reason, photos }) =>
  dotted(Number.isInteger(score) ? `${score}` : say(score ?? "unrated"), note || na_reason, many("behind_photos", photos.length));

/** Ask what the server has of an audit, and keep it with its trouble. */
async function look(id) {
  const { version, document: audit } = await auditThere(id);
  if (!audit) return;
  const newest = { version, document: audit };
  await store.update(id, (one) => one?.trouble && { ...one, trouble: { ...one.trouble, newest } });
}

async function file(id) {
  const { user } = await known();
  const mine = (await entries()).filter(([one]) => one.user === user.id && (!id || one.id === id));
  const blob = await rescueFile(user, mine.map(([one]) => one.id), mine.flatMap(([, photos]) => photos));
  const name = `antrean-${new Date().toISOString().slice(0, 16).replace(/\D/g, "")}.zip`;
  const files = [new File([blob], name, { type: blob.type })];
  const link = document.querySelector("[data-download]");
  Object.assign(link, { href: URL.createObjectURL(blob), download: name });
  put("file", say("file", { name, size: bytes(blob.size) }));
  show("saved", true);
  show("share", navigator.canShare?.({ files }));
  document.querySelector("[data-share]").onclick = () =>
    navigator.share({ files }).catch(() => null); // who closes the sheet has changed his mind
  link.click();
}

const settled = { sending: null, saved: [], trouble: null };
const hands = {
  file,
  send: hurry,
  async retry(id) {
    for (const { audit, sha256 } of await waiting()) {
      if (audit === id) await store.updatePhoto(sha256, { trouble: null });
    }
    return retry(id);
  },
  /** The same audit under a new name, and its findings under names that follow from it. */
  async copy(id) {
    const { user, document, aside } = await store.held(id);
    const fresh = { status: "draft", revision: 0, revision_reason: "", number: null };
    const names = new Map([[id, store.newId()]]);
    for (const finding of document.findings) {
      const name = findingId(names.get(id), finding.item);
      names.set(finding.id, [...names.values()].includes(name) ? store.newId() : name);
    }
    let text = JSON.stringify([{ ...document, ...fresh }, aside]);
    for (const [was, name] of names) text = text.replaceAll(was, name);
    const [copy, texts] = JSON.parse(text);
    await store.begin(user, copy);
    await store.update(copy.id, (one) => ({ ...one, aside: texts }));
    await store.drop(id);
    return hurry();
  },
  async onto(id) {
    await store.update(id, (one) => ({ ...one, ...settled, base: { version: one.trouble.newest.version } }));
    return hurry();
  },
  async theirs(id) {
    if (!confirm(say("ask"))) return;
    const { edits, trouble } = await store.held(id);
    const { version, document } = trouble.newest;
    await file(id);
    await store.update(id, (one) =>
      // What came in meanwhile is not in the file.
      one.edits !== edits ? one : { ...one, ...settled, document, base: { version }, synced: edits, stored_at: new Date().toISOString() });
  },
};

// ---- What waits on this tablet as one file for the office: antrean.json and foto/*.jpg in a zip

// A file is one more way to the server. What it carries must be what sync sends later, operation
// by operation; then whichever comes second is a replay and never a copy or a conflict. So what
// is written becomes what is on its way (`sending`), and what was changed after that a chain of
// operations (`saved`), each made on what the one before sent. What the server refused stays out
// of this: it will be sent as it is once it is mended.
const text = (value) => new TextEncoder().encode(value);
const TABLE = Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = (n >>> 1) ^ (n & 1 && 0xedb88320);
  return n;
});
const crc = (bytes) => ~bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), -1);

/** Numbers of so many bytes each, the low byte first: packed("24", 1, 2) is six bytes. */
const packed = (sizes, ...numbers) =>
  Uint8Array.from(numbers.flatMap((number, i) => [0, 8, 16, 24].slice(0, sizes[i]).map((by) => number >>> by)));

/** A zip of [name, bytes], not compressed. */
function zip(files) {
  const now = new Date();
  const time = (now.getHours() << 11) | (now.getMinutes() << 5);
  const date = ((now.getFullYear() - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate();
  const parts = [];
  const list = [];
  let at = 0;
  for (const [path, data] of files) {
    const name = text(path);
    const { length } = data; // 0x800: names are UTF-8
    const about = packed("2222244422", 20, 0x800, 0, time, date, crc(data), length, length, name.length, 0);
    parts.push(packed("4", 0x04034b50), about, name, data);
    list.push(packed("42", 0x02014b50, 20), about, packed("22244", 0, 0, 0, 0, at), name);
    at += 30 + name.length + length;
  }
  const size = list.reduce((sum, part) => sum + part.length, 0);
  const end = packed("42222442", 0x06054b50, 0, 0, files.length, files.length, size, at, 0);
  return new Blob([...parts, ...list, end], { type: "application/zip" });
}

function noted(record) {
  if (record.trouble) return record;
  const { document, edits, base, synced } = record;
  const saved = (record.saved ?? []).filter((one) => one.edits > (record.sending?.edits ?? synced));
  const newest = saved.at(-1) ?? record.sending ?? { edits: synced };
  if (edits > newest.edits) saved.push({ operation: store.newId(), document, edits });
  const sending = record.sending ?? (saved[0] ? { ...saved.shift(), base } : null);
  return { ...record, sending, saved };
}

function operations({ sending, saved = [], base, document }) {
  const chain = sending ? [sending, ...saved] : [{ operation: store.newId(), base, document }];
  return chain.map((one, i) => ({
    operation: one.operation,
    base: i ? { version: chain[0].base?.version ?? 1, operation: chain[i - 1].operation } : one.base,
    document: one.document,
  }));
}

/** A zip of these audits of a person, and of these photos. */
async function rescueFile({ id, name }, ids, photos) {
  const audits = [];
  for (const one of ids) audits.push(...operations(await store.update(one, noted)));
  const [saved_at, device] = [new Date().toISOString(), (await store.meta("device")) ?? ""];
  const list = { schema: 1, app: "audit-5r", saved_at, device, user: { id, name }, audits };
  const files = [["antrean.json", text(JSON.stringify(list))]];
  for (const { sha256 } of photos) {
    const { data } = (await store.photo(sha256)) ?? {};
    if (data) files.push([`foto/${sha256}.jpg`, new Uint8Array(data)]);
  }
  return zip(files);
}

// ---- What starts all this

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-do]");
  if (button) hands[button.dataset.do](button.closest("article")?.id);
});

const repaint = () => (painting = painting.then(paint, paint));
ready.then(() => {
  store.listen(repaint);
  status.addEventListener("change", repaint);
  setInterval(repaint, 5_000); // for ages, and for photos that are on their way
  repaint();
});
