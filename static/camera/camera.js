// Photos: taken in the page, for no other app comes up then for which the system would end this
// one, and made into what is stored.

const WANTED = { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1440 } };
const TROUBLES = { NotAllowedError: "refused", NotFoundError: "absent" };
const dialog = document.querySelector("#camera");
const part = {};
for (const one of dialog?.querySelectorAll("[data-part]") ?? []) part[one.dataset.part] = one;
const { last, video, ghost, over, torch, said, told } = part;
const thumb = last?.firstChild;
let use, shots, gone, stream, asked;

/**
 * Photos, taken over the picture at `ghost`, or null. `taken(blob)` is told of each at once,
 * `discarded(blob)` when it is thrown away. It closes by itself after one where `once` is wanted.
 */
export function openCamera({ title, ghost: past, once, taken = () => {}, discarded = () => {} }) {
  [shots, gone] = [[], null];
  part.title.textContent = title;
  ghost.hidden = over.hidden = !past;
  over.ariaPressed = true;
  ghost.src = past ?? "";
  count();
  return new Promise((answer) => {
    use = { taken, discarded, answer, once };
    if (!navigator.mediaDevices?.getUserMedia) return part.app.click();
    dialog.showModal();
    start();
  });
}

async function start() {
  stop();
  const mine = (asked = {}); // another may be asked for meanwhile
  try {
    const got = await navigator.mediaDevices.getUserMedia({ video: WANTED });
    if (mine !== asked) return end(got);
    video.srcObject = stream = got;
    const [track] = got.getVideoTracks();
    track.onended = () => be("busy");
    torch.hidden = !track.getCapabilities?.().torch;
    torch.ariaPressed = false;
    await video.play();
    be("live");
  } catch (error) {
    if (mine === asked) be(TROUBLES[error.name] ?? "busy");
  }
}

function stop() {
  end(stream);
  asked = stream = video.srcObject = null;
  be("waiting");
}

const end = (any) => any?.getTracks().forEach((track) => track.stop());

/** waiting, live, or what is wrong. */
function be(state) {
  dialog.dataset.state = state;
  part.shutter.ariaDisabled = state !== "live";
  said.textContent = said.dataset[state] ?? "";
}

async function shoot() {
  if (dialog.dataset.state !== "live") return;
  video.animate({ opacity: [0, 1] }, 200);
  const shot = photograph(video);
  gone = null;
  shots.push(shot);
  count();
  try {
    const blob = await shot;
    use.taken(blob);
    thumb.src = URL.createObjectURL(blob);
    if (use.once) dialog.close();
  } catch {
    shots = shots.filter((other) => other !== shot);
    count();
    be("lost");
  }
}

async function turn() {
  const back = gone;
  gone = back ? null : shots.pop();
  if (back) shots.push(back);
  count();
  if (back) use.taken(await back);
  else use.discarded(await gone);
}

function count() {
  last.hidden = !shots.length && !gone;
  last.ariaPressed = Boolean(gone);
  told.textContent = last.hidden ? "" : told.dataset.counted.replace("{count}", shots.length);
}

const flip = (button) => (button.ariaPressed = button.ariaPressed !== "true");

const PRESSED = {
  close: () => dialog.close(),
  again: start,
  shutter: shoot,
  last: turn,
  over: () => (ghost.hidden = !flip(over)),
  torch: () => light({ torch: flip(torch) }).catch(() => (torch.hidden = true)),
};

const light = (wish) => stream.getVideoTracks()[0].applyConstraints({ advanced: [wish] });

if (dialog) {
  dialog.onclick = ({ target }) => PRESSED[target.closest("[data-part]")?.dataset.part]?.();
  dialog.onchange = ({ target }) => {
    shots.push(...target.files);
    for (const file of target.files) use.taken(file);
    target.value = "";
    if (dialog.open) dialog.close();
    else dialog.onclose();
  };
  dialog.onclose = async () => {
    stop();
    const kept = (await Promise.allSettled(shots)).flatMap(({ value }) => value ?? []);
    use.answer(kept.length ? kept : null);
  };
  part.app.oncancel = () => dialog.open || dialog.onclose();
  thumb.onload = () => URL.revokeObjectURL(thumb.src);
  ghost.onerror = () => (ghost.hidden = over.hidden = true);
  document.addEventListener("visibilitychange", () => {
    if (dialog.open) (document.hidden ? stop : start)();
  });
}

// ---- A picture becomes the JPEG that is stored: upright, 1600 pixels, nothing else

const LONGEST = 1600;
const MOST = 25 * 1024 ** 2;
const ENOUGH = 450_000; // bytes: twenty photos stay under 10 MB
const [SIGNATURE, MARGIN, PAPER] = [800, 12, 239];
const ready = new WeakMap();

/** The photo in a file: `{data, sha256, mime}`, or an error: not_a_picture, broken, too_large. */
export async function shrink(file) {
  if (ready.has(file)) return ready.get(file);
  if (file.size > MOST) throw fault("too_large");
  const src = URL.createObjectURL(file);
  const img = new Image();
  try {
    await new Promise((onload, onerror) => Object.assign(img, { onload, onerror, src }));
    return await packed(await decoded(file, img));
  } catch {
    throw fault(img.naturalWidth ? "broken" : "not_a_picture");
  } finally {
    URL.revokeObjectURL(src);
  }
}

const fault = (code) => Object.assign(new Error(code), { code });

/** What a video shows, as a file that `shrink` knows. */
export async function photograph(video) {
  const photo = await packed(drawn(video, 0, 0, video.videoWidth, video.videoHeight));
  const file = new Blob([photo.data], { type: photo.mime });
  ready.set(file, photo);
  return file;
}

/** The photo of a drawn signature, cut to its ink. */
export async function ink(canvas) {
  const { width, height } = canvas;
  const sheet = drawn(canvas, 0, 0, width, height, Infinity);
  const xs = [...Array(width).keys()].filter((x) => isDark(sheet, PAPER, x, 0, 1, height));
  const ys = [...Array(height).keys()].filter((y) => isDark(sheet, PAPER, 0, y, width, 1));
  if (!xs.length) throw fault("not_a_picture");
  const [wide, high] = [xs, ys].map((places) => places.at(-1) - places[0] + 1 + 2 * MARGIN);
  return packed(drawn(canvas, xs[0] - MARGIN, ys[0] - MARGIN, wide, high, SIGNATURE));
}

async function decoded(file, img) {
  const [resizeWidth, resizeHeight] = fitted(img.naturalWidth, img.naturalHeight, LONGEST);
  // Made small at once: 48 megapixels take 192 MB.
  const options = { imageOrientation: "from-image", resizeWidth, resizeHeight, resizeQuality: "high" };
  const small = await createImageBitmap(file, options).catch((error) => {
    if (error instanceof TypeError) return img; // drawn upright by older browsers
    throw error;
  });
  const upright = small.width === resizeWidth ? small : img;
  const canvas = drawn(upright, 0, 0, upright.width, upright.height);
  small.close?.();
  // WebKit makes nothing of a cut-off JPEG, silently.
  if (!isDark(canvas, 255, 0, 0, canvas.width, canvas.height)) throw fault("broken");
  return canvas;
}

function fitted(width, height, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return [width, height].map((side) => Math.max(1, Math.round(side * scale)));
}

/** A part of a picture, on white. */
function drawn(source, x, y, wide, high, longest = LONGEST) {
  const [width, height] = fitted(wide, high, longest);
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(source, x, y, wide, high, 0, 0, width, height);
  return canvas;
}

const isDark = (canvas, limit, ...part) =>
  canvas.getContext("2d").getImageData(...part).data.some((value) => value < limit);

async function packed(canvas) {
  const { width, height } = canvas;
  for (const quality of [0.8, 0.7, 0.6]) {
    const jpeg = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (jpeg.size <= ENOUGH) return named(await bare(jpeg));
  }
  return packed(drawn(canvas, 0, 0, width, height, 0.8 * Math.max(width, height)));
}

async function named(data) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { data, sha256, mime: "image/jpeg" };
}

/** Without what an iPad writes into every JPEG: segments of EXIF and Photoshop. */
async function bare(jpeg) {
  const bytes = new Uint8Array(await jpeg.arrayBuffer());
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  while (at < bytes.length && bytes[at + 1] !== 0xda) {
    const end = at + 2 + 256 * bytes[at + 2] + bytes[at + 3];
    if (![0xe1, 0xed].includes(bytes[at + 1])) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return new Blob([...kept, bytes.subarray(at)]).arrayBuffer();
}
