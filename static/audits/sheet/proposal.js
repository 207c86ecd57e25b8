// The nilai proposed for the follow-up changes with what this visit finds; the server computes it.

const box = () => document.querySelector("[data-proposal]");

/** Ask the server anew, after what was found of an earlier action has been stored. */
export async function refreshProposal() {
  if (!box()) return;
  try {
    const answer = await fetch(location.pathname, { redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-proposal]");
    if (answer.ok && fresh) box().replaceWith(fresh);
  } catch {
    box().hidden = true; // better none than an old one
  }
}

/** The nilai and the reason that a pressed proposal stands for. */
export function proposed(button) {
  const score = button.closest("[data-proposal]").dataset.proposal;
  return { score: score === "na" ? "na" : Number(score), reason: button.dataset.words };
}
