// The sentences of the page, in its language; they come with the form.

const words = JSON.parse(document.querySelector("#sheet").dataset.words);

/** A sentence with its places filled: say("saved", {time: "10.42"}). */
export function say(key, places = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => places[name]);
}
