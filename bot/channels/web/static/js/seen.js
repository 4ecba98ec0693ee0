// Tells the server how far the chat was read: only what is new, and not with every row.

const EVERY = 1_500;

export class Seen {
  #line;
  #told = 0;
  #upto = 0;
  #timer = 0;

  constructor(line) {
    this.#line = line;
    line.addEventListener("up", () => this.#tell());
  }

  upTo(n) {
    this.#upto = Math.max(this.#upto, n);
    if (this.#upto > this.#told) this.#timer ||= setTimeout(() => this.#tell(), EVERY);
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#upto > this.#told && this.#line.send({ t: "seen", upto: this.#upto })) {
      this.#told = this.#upto;
    }
  }
}
