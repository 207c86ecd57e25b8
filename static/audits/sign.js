// Signatures: drawn on a canvas, each on this tablet at once; then the audit is locked.

import { filled, handIn, say, set } from "../base.js";
import { ink, shrink } from "../camera/camera.js";
import { newPhoto } from "../offline/store.js";
import { blocks, tooManyChosen } from "../rules/audit.js";
import { all, begin, change, figure, id, one, preview, state } from "./_closing.js";

const pads = new Map();

all("[data-signer]").forEach(start);
begin(async (now) => {
  set({ finish: say(now.final ? "finish_final" : "finish_draft") });
  for (const box of all("[data-signer]")) await signature(box, now);
  await preview(now);
});
addEventListener("resize", () => pads.forEach(fit));

function start(box) {
  const form = box.querySelector("form");
  const canvas = form.querySelector("canvas");
  const pad = padOn(canvas, () => draft(box));
  pads.set(box, pad);
  form.querySelector("[data-pad]").hidden = false;
  form.querySelector("[data-upload]").open = false;
  form.querySelector("[data-clear]").onclick = () => {
    pad.show([]);
    draft(box);
  };
  form.addEventListener("input", () => draft(box));
  form.addEventListener("submit", (event) => sign(event, box));
  // A folded pad has no size until it is opened.
  new ResizeObserver(() => fit(pad)).observe(canvas);
}

/** A canvas to write on; strokes are lists of points [x, y], each drawn as one smooth curve. */
function padOn(canvas, ended) {
  const pen = canvas.getContext("2d");
  const pad = { canvas, strokes: [], show };
  let stroke = null;

  function show(strokes) {
    pad.strokes = strokes;
    const ratio = canvas.width / canvas.clientWidth || 1;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    Object.assign(pen, { strokeStyle: "#18211f", lineWidth: 2.5, lineCap: "round", lineJoin: "round" });
    pen.beginPath();
    for (const points of strokes) {
      pen.moveTo(...points[0]);
      points.forEach(([x, y], i) => {
        const [nextX, nextY] = points[i + 1] ?? [x + 0.01, y]; // a point is a very short line
        pen.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
      });
    }
    pen.stroke();
  }

  function write({ offsetX, offsetY }) {
    stroke?.push([offsetX, offsetY]);
    if (stroke) show(pad.strokes);
  }

  canvas.onpointerdown = (event) => {
    if (event.button || !event.isPrimary) return;
    canvas.setPointerCapture(event.pointerId);
    pad.strokes = [...pad.strokes, (stroke = [])];
    write(event);
  };
  canvas.onpointermove = write;
  canvas.onpointerup = canvas.onpointercancel = () => {
    if (stroke) ended();
    stroke = null;
  };
  return pad;
}

/** As many pixels as the screen has, and the strokes drawn again on them. */
function fit({ canvas, strokes, show }) {
  const sides = [canvas.clientWidth, canvas.clientHeight];
  const [width, height] = sides.map((side) => Math.round(side * devicePixelRatio));
  if (!width || (canvas.width === width && canvas.height === height)) return;
  Object.assign(canvas, { width, height });
  show(strokes);
}

const nameIn = (box) => box.querySelector("[name$=-name]");

/** Strokes and a name that are no signature yet outlive the page too. */
function draft(box) {
  const [name, strokes] = [nameIn(box).value, pads.get(box).strokes];
  if (state) change((audit, aside) => Object.assign(aside, { [box.id]: { name, strokes } }) && audit);
}

async function signature(box, { audit, past, final, record }) {
  const { signer } = box.dataset;
  const given = audit.signatures[signer];
  if (box.dataset.photo === String(given?.photo)) return;
  box.dataset.photo = given?.photo;
  const folded = Boolean(given) || signer === "acknowledged";
  const { name, strokes = [] } = record.aside[box.id] ?? {};
  set({ place: !(given && final) && { open: !folded || strokes.length > 0 } }, box);
  set({ fold: folded, again: say(given ? "again" : "add") }, box);
  nameIn(box).value ||= name ?? { mentor: audit.mentor.name, owner: past.owner_name }[signer] ?? "";
  if (strokes.length) pads.get(box).show(strokes);
  box.querySelector("figure")?.remove();
  if (given) box.firstElementChild.after(await figure(given));
}

async function sign(event, box) {
  const form = event.target;
  const pad = pads.get(box);
  if (!state) return plain(event, form, pad);
  event.preventDefault();
  form.querySelector("[data-told]")?.remove();
  const name = nameIn(box).value.trim().replace(/\s+/g, " ");
  const [file] = form.querySelector("[type=file]").files;
  nameIn(box).setAttribute("aria-invalid", !name);
  if (!name) return complain(form, "need_name");
  if (!pad.strokes[0] && !file) return complain(form, "need_picture");
  try {
    const picture = pad.strokes[0] ? await ink(pad.canvas) : await shrink(file);
    if (!(await keep(box, name, picture))) return;
    form.querySelector("[type=file]").value = "";
    pad.show([]);
  } catch (error) {
    if (typeof error.code !== "string") throw error;
    complain(form, error.code); // of a file that is no photo
  }
}

/** Say what is wrong, ahead of the button. */
function complain(form, key) {
  form.querySelector("[data-told]")?.remove();
  form.querySelector("[type=submit]").before(filled("told", { fault: say(key) }));
}

function keep(box, name, { sha256: photo, ...picture }) {
  const { signer } = box.dataset;
  const given = { name, photo, at: `${new Date().toISOString().slice(0, 19)}Z` };
  return change(
    (audit, aside) => {
      delete aside[box.id];
      if (audit.status === "final" && audit.signatures[signer]) return audit;
      return { ...audit, signatures: { ...audit.signatures, [signer]: given } };
    },
    [newPhoto(state.record.user, id, { sha256: photo, ...picture })],
  );
}

/** Where this tablet keeps nothing, a drawing goes with the form, as a photo would. */
function plain(event, form, pad) {
  if (!pad.strokes[0]) return;
  event.preventDefault();
  pad.canvas.toBlob((picture) => {
    const { files, items } = new DataTransfer();
    items.add(new File([picture], "tanda-tangan.png", { type: picture.type }));
    form.querySelector("[type=file]").files = files;
    form.submit();
  });
}

one("[data-finalise]")?.form.addEventListener("submit", async (event) => {
  if (!state) return;
  event.preventDefault();
  const complete = (audit) => !blocks(audit, state.questions, state.past.tried).length && !tooManyChosen(audit);
  await change((audit) => (complete(audit) ? { ...audit, status: "final", revision: 1 } : audit));
  if (!state.final) {
    complain(event.target, state.missing.length ? "blocked" : "crowded");
    return one("#finish").scrollIntoView();
  }
  await handIn(id);
});
