// Signatures: drawn on a canvas, handed in as the picture of the form, each on its own.

import SignaturePad from "../vendor/signature_pad/signature_pad.min.js";

const pads = new Map();
let leaving = false;

document.querySelectorAll("[data-signer]").forEach(start);

addEventListener("resize", () => pads.forEach(({ pad, canvas }) => fit(pad, canvas)));
addEventListener("beforeunload", (event) => {
  if (!leaving && [...pads.values()].some(({ pad }) => !pad.isEmpty())) event.preventDefault();
});

function start(box) {
  pads.delete(box.dataset.signer);
  const form = box.querySelector("[data-sign]");
  if (!form) return;
  const canvas = form.querySelector("canvas");
  const pad = new SignaturePad(canvas, { penColor: "#18211f", minWidth: 1, maxWidth: 3 });
  pads.set(box.dataset.signer, { pad, canvas });
  form.querySelector("[data-pad]").hidden = false;
  form.querySelector("[data-upload]").open = false;
  form.querySelector("[data-clear]").addEventListener("click", () => pad.clear());
  form.addEventListener("submit", (event) => send(event, box, form, pad));
  // A folded pad has no size until it is opened.
  new ResizeObserver(() => fit(pad, canvas)).observe(canvas);
}

/** As many pixels as the screen has, and the strokes drawn again on them. */
function fit(pad, canvas) {
  const ratio = Math.max(devicePixelRatio, 1);
  const [width, height] = [canvas.offsetWidth * ratio, canvas.offsetHeight * ratio].map(Math.round);
  if (!width || (canvas.width === width && canvas.height === height)) return;
  const strokes = pad.toData();
  Object.assign(canvas, { width, height });
  canvas.getContext("2d").scale(ratio, ratio);
  pad.fromData(strokes);
}

async function send(event, box, form, pad) {
  event.preventDefault();
  const button = event.submitter;
  const lost = form.querySelector("[data-lost]");
  button.disabled = true;
  lost.hidden = true;
  const answer = await post(form, pad);
  button.disabled = false;
  if (!answer) return (lost.hidden = false);
  box.outerHTML = answer.box;
  document.querySelector("[data-closing]").outerHTML = answer.closing;
  const fresh = document.querySelector(`[data-signer="${box.dataset.signer}"]`);
  start(fresh);
  fresh.querySelector("[aria-invalid], .signed, .error")?.scrollIntoView({ block: "center" });
}

async function post(form, pad) {
  const body = new FormData(form);
  const picture = form.querySelector('[type="file"]').name;
  if (!pad.isEmpty()) body.set(picture, await drawn(pad.canvas), "tanda-tangan.png");
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "manual",
    });
    return [200, 422].includes(answer.status) ? await answer.json() : null;
  } catch {
    return null;
  }
}

function drawn(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

document.addEventListener("submit", ({ target }) => {
  if (!target.matches("[data-sign]")) leaving = true;
});
