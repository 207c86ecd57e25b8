// Shares the PDF itself with the message, where the browser can share files.

const form = document.querySelector("[data-share]");
const button = form.querySelector("[data-file]");
const { share, name } = form.dataset;
const type = "application/pdf";

/** The print is fetched first: a browser shares only right after the button was pressed. */
async function offer() {
  const files = [new File([""], name, { type })];
  if (!navigator.canShare?.({ files })) return;
  files[0] = new File([await (await fetch(share)).blob()], name, { type });
  button.hidden = false;
  button.onclick = async () => {
    const body = new FormData(form);
    body.set("file", 1);
    const answer = await fetch(form.action, { method: "POST", body });
    if (answer.ok) navigator.share({ files, text: await answer.text() });
    else form.requestSubmit();
  };
}

offer();
