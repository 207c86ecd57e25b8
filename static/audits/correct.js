// A correction is stored as a whole; whoever leaves half-way is asked.

import { openPlaces, startFindings } from "./_findings.js";

const form = document.querySelector("#correct");
let changed = Boolean(document.querySelector(".notice.alarm"));

startFindings(form);
openPlaces();
form.addEventListener("input", () => (changed = true));
form.addEventListener("submit", () => (changed = false));
addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
