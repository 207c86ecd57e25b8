// One request to the server, and what its answer means. Nothing here is believed without a check:
// a log-in page or the portal of a guest network also answers 200.

import { held, isTag, meta, newId, photo, take, updatePhoto } from "./store.js";

const PATIENCE = 15_000;

/** Ask; {status: 0} when nothing came back. `body` is the JSON of the answer, or null. */
export async function ask(address, { patience = PATIENCE, ...options } = {}) {
  try {
    const answer = await fetch(address, {
      ...options,
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    });
    const json = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    const body = json ? await answer.json() : null;
    return { status: answer.status, headers: answer.headers, body };
  } catch {
    return { status: 0, headers: new Headers(), body: null };
  }
}

/** What an answer means for what was sent: done, login, refused, or later (try again). */
export function meaning({ status, body, headers }) {
  if (status >= 200 && status < 300) return { kind: "done" };
  if (status === 401 && body) return { kind: "login", other: body.error === "other_user" };
  if (status === 0) return { kind: "lost" };
  if (status >= 400 && status < 500 && ![408, 429].includes(status) && body?.error) {
    return { kind: "refused", trouble: { ...trouble(body), at: new Date().toISOString() } };
  }
  return { kind: "later", wait: 1000 * Number(headers.get("Retry-After") ?? 0) };
}

const trouble = ({ error, message, fields, missing }) => ({ code: error, message, fields, missing });

/** Store a whole audit document on its base, or a red tag. */
export async function putAudit({ operation, document, base }, user) {
  const headers = { "Content-Type": "application/json", "X-Operation": operation, "X-User": user };
  if (base) headers["If-Match"] = `"${base.version}"`;
  else headers["If-None-Match"] = "*";
  if (base?.operation) headers["X-Base-Operation"] = base.operation;
  const door = isTag({ document }) ? "red-tags" : "audits";
  const answer = await ask(`/api/v1/${door}/${document.id}`, {
    method: "PUT",
    headers,
    body: JSON.stringify(document),
  });
  const { body } = answer;
  const found = meaning(answer);
  if (found.kind !== "done") return { ...found, newest: body?.document && body };
  const ours = body?.operation === operation && body?.id === document.id && body.version > 0;
  return ours ? { kind: "done", ...body } : { kind: "lost" };
}

// ---- A photo goes in pieces: what arrived stays there, so a cut line costs one piece

const LEAST = 32_768;
const MOST = 524_288;
const WANTED = 2_000; // milliseconds that a piece should take
const PIECE_PATIENCE = 20_000;
let piece = 65_536; // grows and shrinks with the line

/** Bring one photo to the server; {kind} as `meaning` gives it. */
export async function upload({ sha256, user, offset, failures = 0 }) {
  const { data } = (await photo(sha256)) ?? {};
  if (!data) return { kind: "done" };
  if (offset || failures) {
    const there = await arrived(sha256);
    if (there.complete) return { kind: "done" };
    offset = there.offset ?? offset;
  }
  for (let corrected = 0; corrected < 3; ) {
    const begun = performance.now();
    const answer = await send(sha256, user, data, offset);
    const found = meaning(answer);
    if (found.kind === "done" && answer.body) {
      return answer.body.sha256 === sha256 ? found : { kind: "lost" };
    }
    const at = Number(answer.headers.get("Upload-Offset") ?? NaN);
    if (found.trouble?.code === "wrong_offset") corrected += 1;
    else if (found.kind !== "done" || !(at > offset)) return failed(sha256, offset, failures, found);
    else adapt(performance.now() - begun);
    offset = at;
    await updatePhoto(sha256, { offset });
  }
  return failed(sha256, offset, failures, { kind: "later" });
}

async function failed(sha256, offset, failures, found) {
  piece = Math.max(LEAST, piece >> 1);
  await updatePhoto(sha256, { offset, failures: failures + 1 });
  return found.kind === "done" ? { kind: "lost" } : found;
}

/** How much of a photo the server has. */
async function arrived(sha256) {
  const { status, headers } = await ask(`/api/v1/photos/${sha256}`, { method: "HEAD" });
  if (status !== 200) return {};
  const complete = headers.get("Upload-Complete") === "?1";
  return { complete, offset: Number(headers.get("Upload-Offset") ?? 0) };
}

function send(sha256, user, data, offset) {
  return ask(`/api/v1/photos/${sha256}`, {
    method: "PATCH",
    patience: PIECE_PATIENCE,
    headers: {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(offset),
      "Upload-Length": String(data.byteLength),
      "X-Operation": newId(),
      "X-User": user,
    },
    body: data.slice(offset, offset + piece),
  });
}

function adapt(took) {
  const fitting = (piece * WANTED) / Math.max(took, 1);
  piece = Math.round(Math.min(MOST, Math.max(LEAST, fitting, piece / 2), piece * 2));
}

// ---- What pages open on

/** The id in the address of the page: of an audit, or of a workshop. */
export const idInAddress = () => location.pathname.split("/")[2];

/** The record of an audit; the server's copy is taken in when this tablet has none, or null. */
export async function opened(id) {
  const user = await meta("user");
  const record = await held(id);
  if (record) return record.user === user?.id ? record : null;
  const { version, document } = await auditThere(id);
  return user && document ? take(user.id, document, version) : null;
}

/** An audit as the server has it: {status, version, document}, the last null if it sent none. */
export async function auditThere(id) {
  const { status, headers, body } = await ask(`/api/v1/audits/${id}`);
  const version = Number((headers.get("ETag") ?? "").replace(/\D/g, ""));
  return { status, version, document: status === 200 && body?.id === id && version ? body : null };
}

// Questionnaires as the server published them; one that was published never changes.
const known = new Map();

/** The instrument of this name: pillars, items and their texts. */
export function instrument(name) {
  if (!known.has(name)) known.set(name, read(name));
  return known.get(name);
}

async function read(name) {
  const { status, body } = await ask(`/api/v1/instruments/${name}`);
  if (status === 200 && body?.name === name) return body;
  known.delete(name);
  throw new Error(`instrument ${name}: ${status}`);
}
