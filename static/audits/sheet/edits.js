// What was changed here and is not on the server yet, kept on this device until it is.

import { joined, same, valueOf } from "./document.js";

export class Edits {
  #kept;
  #byName = new Map();
  conflicts = new Map(); // by name: what the server has instead
  refused = new Map(); // by name: why it can't be stored

  constructor(key) {
    this.#kept = key;
    try {
      this.#byName = new Map(JSON.parse(localStorage.getItem(key) ?? "[]"));
    } catch {
      this.#byName = new Map(); // no storage, or not ours: the page works without
    }
  }

  get names() {
    return [...this.#byName.keys()];
  }

  has(name) {
    return this.#byName.has(name);
  }

  value(name) {
    return this.#byName.get(name)?.value;
  }

  /** Note a new value; `stored` is what the server has. */
  set(name, value, stored) {
    const was = this.#byName.get(name)?.was ?? stored;
    this.refused.delete(name);
    if (same(value, stored) && !this.conflicts.has(name)) this.#byName.delete(name);
    else this.#byName.set(name, { value, was });
    this.#keep();
  }

  /** The changes that can be sent now, as [name, edit]. */
  ready() {
    return [...this.#byName].filter(
      ([name]) => !this.conflicts.has(name) && !this.refused.has(name),
    );
  }

  /** Forget what the server has acknowledged, unless it was changed again meanwhile. */
  acknowledge(sent) {
    for (const [name, edit] of sent) {
      const now = this.#byName.get(name);
      if (now === edit) this.#byName.delete(name);
      else if (now) now.was = edit.value;
    }
    this.#keep();
  }

  /** Put the changes on another document: what both sides changed apart is a conflict. */
  rebase(doc) {
    for (const [name, { value, was }] of [...this.#byName]) {
      const theirs = valueOf(doc, name);
      const mine = Array.isArray(value) ? joined(theirs, was ?? [], value) : value;
      if (same(theirs, mine)) this.settle(name);
      else if (!Array.isArray(value) && !same(theirs, was)) this.conflicts.set(name, theirs);
      else this.#byName.set(name, { value: mine, was: theirs });
    }
    this.#keep();
  }

  /** End a conflict or a change: with a value of one's own, or with the server's. */
  settle(name, value) {
    const theirs = this.conflicts.get(name);
    this.conflicts.delete(name);
    this.refused.delete(name);
    if (value === undefined || same(value, theirs)) this.#byName.delete(name);
    else this.#byName.set(name, { value, was: theirs });
    this.#keep();
  }

  #keep() {
    try {
      if (this.#byName.size) localStorage.setItem(this.#kept, JSON.stringify([...this.#byName]));
      else localStorage.removeItem(this.#kept);
    } catch {
      // A full or forbidden storage must not stop the saving itself.
    }
  }
}
