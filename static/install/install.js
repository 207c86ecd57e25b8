// The way onto the home screen: told, or offered by the browser.

const WEEK = 7 * 24 * 3600 * 1000;
const LATER = "install-later";
const [apple, offer] = document.querySelectorAll("[data-install]");
const installed = matchMedia("(display-mode: standalone)").matches || navigator.standalone;
const unwanted = installed || Date.now() - localStorage.getItem(LATER) < WEEK;

// Only iPhones and iPads have this word.
apple.hidden = unwanted || !("standalone" in navigator && navigator.maxTouchPoints > 1);

addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer.hidden = unwanted;
  offer.querySelector("[data-go]").onclick = () => {
    event.prompt();
    offer.hidden = true;
  };
});
addEventListener("appinstalled", () => (offer.hidden = true));

for (const card of [apple, offer]) {
  card.querySelector("[data-later]").onclick = () => {
    localStorage.setItem(LATER, Date.now());
    card.hidden = true;
  };
}
