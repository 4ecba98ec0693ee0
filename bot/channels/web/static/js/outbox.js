// Messages that the server has not taken yet. They stay on the shelf, go out one at a time in the
// order in which they were written, and again under the same id after a lost connection.

import { freshId, keep, kept, nextNumber } from "./shelf.js";

const PATIENCE = 15_000;

export class Outbox {
  #line;
  #changed;
  #going = null;
  #alarm = 0;
  entries;

  /** `changed(entry)` is called whenever an entry's `state` is another one: waiting, sending,
   *  refused (with `why`), taken. */
  constructor(line, changed) {
    this.#line = line;
    this.#changed = changed;
    this.entries = kept("unsent", []).map((entry) => ({ ...entry, state: "waiting" }));
    line.addEventListener("up", () => this.#next());
    line.addEventListener("down", () => this.#back());
    line.addEventListener("frame", (event) => this.#hear(event.detail));
  }

  add(frame, about = {}) {
    const entry = { frame: { ...frame, id: freshId(), n: nextNumber() }, about, state: "waiting" };
    this.entries.push(entry);
    this.#store();
    this.#changed(entry);
    this.#next();
    return entry;
  }

  retry(entry) {
    if (entry.state === "refused") this.#set(entry, "waiting");
    if (this.#line.up) this.#next();
    else this.#line.hurry();
  }

  remove(entry) {
    this.entries = this.entries.filter((other) => other !== entry);
    this.#store([entry.frame.id]);
  }

  /** The message stands in the timeline: whatever was still to be said about it is settled. */
  echoed(id) {
    this.#taken(id);
  }

  #hear(frame) {
    if (frame.t === "taken") this.#taken(frame.id);
    if (frame.t === "refused" && frame.id) this.#refused(frame);
  }

  #taken(id) {
    const entry = this.#find(id);
    if (!entry) return;
    this.remove(entry);
    this.#settle(entry, "taken");
  }

  #refused({ id, why, retry }) {
    const entry = this.#find(id);
    if (!entry) return;
    entry.why = why;
    if (!retry) {
      this.#settle(entry, "refused");
      return;
    }
    this.#set(entry, "held");
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => {
      this.#set(entry, "waiting");
      this.#going = null;
      this.#next();
    }, retry * 1000);
  }

  #settle(entry, state) {
    this.#set(entry, state);
    if (this.#going !== entry) return;
    clearTimeout(this.#alarm);
    this.#going = null;
    this.#next();
  }

  #back() {
    clearTimeout(this.#alarm);
    this.#going = null;
    for (const entry of this.entries) {
      if (entry.state === "refused") continue;
      this.#set(entry, "waiting");
    }
  }

  #next() {
    if (this.#going || !this.#line.up) return;
    const entry = this.entries.find((candidate) => candidate.state === "waiting");
    if (!entry || !this.#line.send(entry.frame)) return;
    this.#going = entry;
    this.#alarm = setTimeout(() => this.#line.renew(), PATIENCE);
    this.#set(entry, "sending");
  }

  #set(entry, state) {
    entry.state = state;
    this.#changed(entry);
  }

  #find(id) {
    return this.entries.find((entry) => entry.frame.id === id);
  }

  /** Another tab of this browser may have put messages on the same shelf: only ours are touched. */
  #store(gone = []) {
    const ours = this.entries.map(({ frame, about }) => ({ frame, about }));
    const known = new Set([...gone, ...ours.map(({ frame }) => frame.id)]);
    const others = kept("unsent", []).filter(({ frame }) => !known.has(frame.id));
    const left = [...others, ...ours];
    keep("unsent", left.length ? left : null);
  }
}
