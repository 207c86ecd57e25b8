// From the camera to the server: the picture shows at once, is made small, sent, and tried again.

import { item, itemOf } from "./item.js";
import { sendPhoto } from "./server.js";
import { shrink } from "./shrink.js";
import { addThumb, name, photosOf, thumbs } from "./thumbs.js";
import { say } from "./words.js";

const LONGEST_WAIT = 30_000;
const form = document.querySelector("#sheet");
let queue = Promise.resolve();
const underway = new Set();

/** How many pictures are not on the server yet. */
export const pending = () => underway.size;

/** Take pictures under an item; `stored(code)` and `moved()` hear what becomes of them. */
export function take(code, files, { stored, moved }) {
  for (const file of files) {
    const thumb = addThumb(code, "", URL.createObjectURL(file));
    const upload = { code, file, thumb, stored, moved, failures: 0 };
    underway.add(upload);
    begin(upload);
  }
  moved();
}

function begin(upload) {
  sayAt(upload, say("shrinking"));
  // One after the other: a tablet has little memory, and the first photo should be through first.
  queue = queue.then(() => send(upload));
}

async function send(upload) {
  if (!underway.has(upload)) return;
  upload.small ??= await shrink(upload.file);
  sayAt(upload, say("uploading"));
  const token = form.elements.csrf_token.value;
  const answer = await sendPhoto(form.dataset.photosTo, token, upload.small, nameOf(upload));
  if (answer?.sha256) return arrived(upload, answer.sha256);
  if (answer) return refused(upload, answer.message);
  upload.failures += 1;
  sayAt(upload, say("waiting"));
  upload.moved();
  const wait = Math.min(1000 * 2 ** upload.failures, LONGEST_WAIT);
  upload.timer = setTimeout(() => begin(upload), wait);
}

function nameOf({ file, small }) {
  return small === file ? file.name : "foto.jpg";
}

function arrived(upload, sha) {
  finish(upload);
  sayAt(upload, "");
  const twin = thumbs(upload.code).find((one) => one.dataset.photo === sha);
  if (twin) {
    upload.thumb.remove();
    twin.querySelector("input").checked = false;
  } else name(upload.thumb, sha);
  upload.stored(upload.code, photosOf(upload.code));
}

function refused(upload, message) {
  finish(upload);
  sayAt(upload, "");
  upload.thumb.classList.add("is-wrong");
  const line = Object.assign(document.createElement("p"), { className: "error" });
  line.setAttribute("role", "alert");
  line.append(message, button(say("again"), () => retry(upload, line)), button(say("discard"), () => discard(upload, line)));
  item(upload.code).querySelector(".photos").append(line);
}

function retry(upload, line) {
  line.remove();
  upload.thumb.classList.remove("is-wrong");
  underway.add(upload);
  begin(upload);
  upload.moved();
}

function discard(upload, line) {
  line.remove();
  upload.thumb.remove();
}

function finish(upload) {
  underway.delete(upload);
  upload.moved();
}

function button(label, press) {
  const one = document.createElement("button");
  Object.assign(one, { type: "button", className: "button", textContent: label });
  one.addEventListener("click", press);
  return one;
}

function sayAt({ thumb }, words) {
  thumb.querySelector(".way")?.remove();
  if (words) thumb.append(Object.assign(document.createElement("span"), { className: "way", textContent: words }));
}

/** Try at once what waits for a signal. */
export function hurry() {
  for (const upload of underway) {
    if (!upload.timer) continue;
    clearTimeout(upload.timer);
    upload.timer = null;
    begin(upload);
  }
}

/** The pictures that a file input was given; the input is empty afterwards. */
export function taken(input) {
  const files = [...input.files];
  input.value = "";
  return { code: itemOf(input).dataset.item, files };
}
