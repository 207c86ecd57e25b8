// What a finding can fill in for the mentor: the sentence that is not met, one name for all.

/** Buttons that only work with a script come to light, and work. */
export function startFindings(root) {
  for (const button of root.querySelectorAll("[data-fill]")) {
    button.hidden = false;
    button.addEventListener("click", () => type(document.getElementById(button.dataset.fill), button.dataset.sentence));
  }
  const everyone = root.querySelector("[data-everyone]");
  if (!everyone) return;
  everyone.hidden = false;
  everyone.addEventListener("click", () => {
    const name = root.querySelector("#everyone_pic");
    if (!name.value.trim()) return name.focus();
    for (const box of root.querySelectorAll('[name$="-chosen"]:checked')) {
      type(root.querySelector(`[name="${box.name.replace(/chosen$/, "pic")}"]`), name.value.trim());
    }
    name.value = "";
  });
}

/** Put a text into a field as if it was typed. */
function type(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** A place that a link names may be folded away: open what it lies in. */
export function openPlaces() {
  const open = () => {
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!place) return;
    for (let at = place; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    place.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();
}
