// A re-check on this tablet: how far it is, points that are set up on the spot, its end.

import { givesWay, handIn, say, set } from "../base.js";
import { held, listen, newId } from "../offline/store.js";
import { blocks } from "../rules/audit.js";
import { alive, form, id, point } from "./sheet.js";

const MOST_POINTS = 10;
const one = (css) => document.querySelector(css);
const name = one("#new-point");
const seen = ({ points = [] }) => points.filter(({ photos }) => photos[0]);

async function paint() {
  const record = await held(id);
  if (!record) return location.replace("/"); // it was deleted
  const { document: audit, notice } = record;
  const ended = audit.status === "final";
  if (givesWay(record)) return;
  const [looks, walk] = ["carried", "pictures^=points"].map((what) => form.querySelectorAll(`[data-${what}]`).length);
  set({
    ended,
    open: !ended,
    room: !ended && walk < MOST_POINTS,
    notice: !ended && notice?.message,
    looked: looks > 0 && say("looked", { done: audit.carried.length, of: looks }),
    walked: walk > 0 && say("walked", { done: seen(audit).length, of: walk }),
    no_looks: !looks,
    no_walk: !walk,
  });
  for (const field of form.elements) field.disabled = ended;
}

function start({ change, join, keep }) {
  one("[data-add]").onclick = () => {
    const text = name.value.trim();
    if (!text) return name.focus();
    const own = { point: newId(), name: text, photos: [] };
    join(point({ id: own.point, name: text }));
    name.value = "";
    change((audit) => ({ ...audit, points: [...(audit.points ?? []), own] }));
  };
  one("[data-end]").onclick = async () => {
    if (!(await keep())) return;
    const { document: audit } = await held(id);
    const empty = !audit.carried[0] && !seen(audit)[0] && { kind: "nothing_seen" };
    const lack = blocks(audit, { pillars: [] })[0] ?? empty;
    set({ lack: lack && say(lack.kind) });
    if (lack) return one(lack.action ? `[data-carried="${lack.action}"]` : "[data-conflict], #lack").scrollIntoView({ block: "center" });
    await change((last) => ({ ...last, status: "final", revision: 1 }));
    await handIn(id);
  };
  listen((changed) => (changed ?? id) === id && paint());
  return paint();
}

if (alive) alive.then(start, () => location.replace("/")); // it is not on this tablet
