// Who is writing: said at most every few seconds, forgotten a little later.

import { setText } from "./dom.js";
import { WORDS, fill } from "./words.js";

const EVERY = 3_000;
const FOR = 4_500;

export class Typing {
  #line;
  #last = new Map();
  #timers = new Map();
  #tell;

  /** `tell(thread, who)` shows it, with an empty name that it is over. */
  constructor(line, tell) {
    this.#line = line;
    this.#tell = tell;
  }

  stroke(thread) {
    const now = performance.now();
    if (now - (this.#last.get(thread) ?? -EVERY) < EVERY) return;
    this.#last.set(thread, now);
    this.#line.send({ t: "typing", thread });
  }

  heard({ who, thread }) {
    this.#tell(thread, who);
    clearTimeout(this.#timers.get(thread));
    this.#timers.set(thread, setTimeout(() => this.#tell(thread, ""), FOR));
  }
}

export const typingWords = (who) => (who ? fill(WORDS.typing, { who }) : "");

export const tellTyping = (element, who) => setText(element, typingWords(who));
