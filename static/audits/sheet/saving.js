// Brings every change to the server within a second, one request at a time, and never gives up.

import { same, valueOf, withValues } from "./document.js";
import { newId, put } from "./server.js";

const LONGEST_WAIT = 30_000;

export class Saving {
  #timer = null;
  #due = Infinity;
  #failures = 0;
  #pending = null;
  #busy = null;
  #trouble = ""; // why the last request brought nothing: offline or login
  state = "saved";
  foundSomething = false; // whether an earlier action was looked at since the page was opened
  at = null; // when the server last acknowledged something

  /** `tell` hears of every new state; `show` of every document that came from the server. */
  constructor({ address, document, version, edits, tell, show }) {
    Object.assign(this, { address, document, version, edits, tell, show });
  }

  get unsaved() {
    return this.edits.names.length > 0;
  }

  /** A field has a new value; it is sent after `delay`, together with what comes until then. */
  change(name, value, delay, wrong = "") {
    this.edits.set(name, value, valueOf(this.document, name));
    if (wrong) this.edits.refused.set(name, wrong);
    this.foundSomething ||= name.startsWith("carried-");
    this.#report();
    this.schedule(delay);
  }

  schedule(delay) {
    const due = Date.now() + delay;
    if (due >= this.#due || this.state === "stopped") return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => this.flush(), delay);
  }

  /** Send what there is, now; resolves when it is stored or has failed. */
  async flush({ keepalive = false } = {}) {
    clearTimeout(this.#timer);
    this.#due = Infinity;
    while (this.#busy) await this.#busy;
    if (this.state === "stopped") return;
    this.#busy = this.#send(keepalive);
    await this.#busy;
    this.#busy = null;
    if (this.state === "sending") await this.flush({ keepalive });
  }

  async #send(keepalive) {
    const sent = this.#pending ?? this.#next();
    if (!sent) return this.#report();
    this.#pending = sent; // the same operation again until an answer comes
    this.#report(this.#trouble || "sending");
    const answer = await put(this.address, sent, keepalive);
    if (answer.kind !== "lost") this.#failures = 0;
    this.#trouble = { lost: "offline", login: "login" }[answer.kind] ?? "";
    this[`_${answer.kind}`](answer, sent);
  }

  #next() {
    const changes = this.edits.ready();
    if (!changes.length) return null;
    const document = withValues(this.document, changes.map(([name, { value }]) => [name, value]));
    if (same(document, this.document)) {
      this.edits.acknowledge(changes); // typed and taken back: the server has it already
      return null;
    }
    return { operation: newId(), version: this.version, document, changes };
  }

  _stored({ version, document }, sent) {
    this.#pending = null;
    this.edits.acknowledge(sent.changes);
    this.at = new Date();
    this.#take(document ?? sent.document, version);
    this.#report();
  }

  _stale({ version, document }) {
    this.#pending = null;
    this.#take(document, version);
    this.edits.rebase(document);
    this.show(document);
    this.#report(this.#onward());
  }

  _invalid({ fields }) {
    this.#pending = null;
    const wrong = Object.entries(fields).map(([path, { message }]) => [fieldOf(path), message]);
    for (const [name, message] of wrong) if (this.edits.has(name)) this.edits.refused.set(name, message);
    const parked = wrong.some(([name]) => this.edits.refused.has(name));
    this.#report(parked ? this.#onward() : "refused", Object.values(fields)[0]?.message);
  }

  _login() {
    this.#report();
  }

  _stopped({ message }) {
    this.#report("stopped", message);
  }

  _refused({ message }) {
    this.#pending = null;
    this.#report("refused", message);
  }

  _lost() {
    this.#failures += 1;
    this.#report();
    this.schedule(Math.min(1000 * 2 ** (this.#failures - 1), LONGEST_WAIT));
  }

  #take(document, version) {
    this.document = document;
    this.version = version;
    this.show(document);
  }

  #onward() {
    return this.edits.ready().length ? "sending" : undefined;
  }

  #report(state, message) {
    this.state = state ?? this.#rest();
    this.tell(this.state, message);
  }

  #rest() {
    if (this.state === "stopped") return "stopped";
    if (this.unsaved && this.#trouble) return this.#trouble;
    if (this.edits.conflicts.size) return "conflict";
    if (this.edits.refused.size) return "wrong";
    return this.unsaved ? "local" : "saved";
  }
}

/** The name of the field for a path of the document: answers.R1.1.note. */
function fieldOf(path) {
  return path.replace(/^answers\.(.+)\.(\w+)$/, "answers-$1-$2");
}
