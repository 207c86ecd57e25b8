// The small pictures under an item: each is one photo, shown, dropped or on its way.

import { item } from "./item.js";

const pattern = document.querySelector("#photo").innerHTML;
const list = (code) => item(code).querySelector(".thumbs");

export const thumbs = (code) => [...list(code).querySelectorAll("[data-photo]")];

/** Hashes of the photos that the item keeps. */
export function photosOf(code) {
  return thumbs(code)
    .filter((thumb) => thumb.dataset.photo && !thumb.querySelector("input").checked)
    .map((thumb) => thumb.dataset.photo);
}

/** Put a new picture under an item. */
export function addThumb(code, sha, address) {
  const number = thumbs(code).length + 1;
  list(code).insertAdjacentHTML(
    "beforeend",
    pattern.replaceAll("{code}", code).replaceAll("{number}", number),
  );
  const thumb = list(code).lastElementChild;
  thumb.querySelector("img").src = address;
  name(thumb, sha);
  return thumb;
}

/** The picture is stored under this hash; twice the same photo stays one. */
export function name(thumb, sha) {
  thumb.dataset.photo = sha;
  thumb.querySelector("input").value = sha;
}

/** Show exactly these photos, and those that were dropped here and may come back. */
export function setPhotos(code, shas, address) {
  for (const thumb of thumbs(code)) {
    const { photo } = thumb.dataset;
    const box = thumb.querySelector("input");
    if (photo && !shas.includes(photo) && !box.checked) thumb.remove();
    if (shas.includes(photo)) box.checked = false;
  }
  const there = thumbs(code).map((thumb) => thumb.dataset.photo);
  for (const sha of shas) if (!there.includes(sha)) addThumb(code, sha, address(sha));
}
