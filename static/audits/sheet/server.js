// One request to the server, and what its answer means. Nothing here is believed without a check:
// a log-in page or the portal of a guest network also answers 200.

const PATIENCE = 15_000;

export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

async function ask(address, options) {
  try {
    const answer = await fetch(address, {
      ...options,
      redirect: "manual",
      signal: AbortSignal.timeout?.(options.patience ?? PATIENCE),
    });
    if (answer.type === "opaqueredirect") return { status: 401, body: {} };
    const json = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
    return { status: answer.status, body: json ? await answer.json() : null };
  } catch {
    return { status: 0, body: null };
  }
}

/** What became of an edit: stored, stale, login, stopped, invalid, refused or lost (try again). */
export async function put(address, { operation, version, document }, keepalive = false) {
  const { status, body } = await ask(address, {
    method: "PUT",
    headers: {
      "Content-Type": "application/json",
      "If-Match": `"${version}"`,
      "X-Operation": operation,
    },
    body: JSON.stringify(document),
    keepalive,
  });
  const ours = body?.operation === operation && body?.id === document.id;
  if ((status === 200 || status === 201) && ours) return { kind: "stored", ...body };
  if (status === 401) return { kind: "login" };
  if (status === 409 && body?.error === "stale") return { kind: "stale", ...body };
  if ([404, 409, 410].includes(status) && body) return { kind: "stopped", ...body };
  if (status === 422 && body?.fields) return { kind: "invalid", ...body };
  if ([400, 403, 413, 415, 422].includes(status) && body) return { kind: "refused", ...body };
  return { kind: "lost" };
}

/** Hand in one picture: {sha256, url}, or {message} when it is no good; null to try again. */
export async function sendPhoto(address, token, picture, name) {
  const form = new FormData();
  form.append("photo", picture, name);
  const { status, body } = await ask(address, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: form,
    patience: 90_000,
  });
  if (status === 201 && body?.sha256) return body;
  return body?.message ? body : null;
}
