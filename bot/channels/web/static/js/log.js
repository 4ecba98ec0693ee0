// A list of rows in the order of their numbers, with what is still unsent at its end.

import { all, at, make, setText } from "./dom.js";
import { fillBody, rowElement } from "./bubbles.js";
import { redraw } from "./choices.js";
import { WORDS, fill } from "./words.js";

const NEAR = 80;
const QUIET_GAP = 5 * 60_000;

export class Log {
  #log;
  #rows;
  #tools;
  #byNumber = new Map();
  #cards = new Map();
  #unsent = new Map();
  #lastSent = null;

  /** `tools` as for `rowElement`, and `retry(entry)`, `takeBack(entry)`. */
  constructor(log, rows, tools) {
    this.#log = log;
    this.#rows = rows;
    this.#tools = tools;
    this.#rows.addEventListener("load", () => this.#atEnd && this.toEnd(), true);
    new ResizeObserver(() => this.#atEnd && this.toEnd()).observe(log);
    log.addEventListener("scroll", () => this.#measure(), { passive: true });
  }

  #atEnd = true;

  #measure() {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR;
  }

  get atEnd() {
    return this.#atEnd;
  }

  get empty() {
    return this.#byNumber.size === 0 && this.#unsent.size === 0;
  }

  get first() {
    return Math.min(...this.#byNumber.keys());
  }

  has(n) {
    return this.#byNumber.has(n);
  }

  toEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#atEnd = true;
  }

  /** Let the next row be seen, wherever one looks now: it answers what was just done. */
  follow() {
    this.#atEnd = true;
  }

  clear() {
    this.#byNumber.clear();
    this.#cards.clear();
    this.#unsent.clear();
    this.#rows.replaceChildren();
  }

  /** Put rows in their places; what the reader looks at stays where it is. */
  put(rows) {
    const following = this.#atEnd;
    const before = this.#log.scrollHeight;
    const earlier = this.#byNumber.size > 0 && rows.length > 0 && rows.at(-1).n < this.first;
    for (const row of rows) this.#putOne(row);
    this.#quietOldChoices();
    if (following && !earlier) this.toEnd();
    else if (earlier) this.#log.scrollTop += this.#log.scrollHeight - before;
  }

  #putOne(row) {
    if (this.#byNumber.has(row.n) || (row.card && this.#renewCard(row))) return;
    const stands = row.replaces && this.#byNumber.get(row.replaces);
    if (stands) {
      this.#byNumber.set(row.n, stands);
      fillBody(at(".body", stands), row, this.#tools);
      return;
    }
    const waiting = row.echo && this.#unsent.get(row.echo);
    const element = rowElement(row, this.#tools);
    this.#byNumber.set(row.n, element);
    if (waiting) this.#settle(row, waiting, element);
    else this.#insert(row.n, element);
    this.#stamp(row, element);
  }

  /** A card whose key is known stays where it is and shows its newest state. */
  #renewCard(row) {
    const known = this.#cards.get(row.card.key);
    if (!known) {
      this.#cards.set(row.card.key, { n: row.n });
      return false;
    }
    const element = this.#byNumber.get(known.n);
    this.#byNumber.set(row.n, element);
    if (row.n > known.n) {
      known.n = row.n;
      redraw(element, () => fillBody(at(".body", element), row, this.#tools));
      at(".card", element)?.classList.add("changed");
    }
    return true;
  }

  /** The bubble that was shown while unsent becomes the row, and takes the row's place. */
  #settle(row, waiting, element) {
    const focused = waiting.contains(document.activeElement);
    waiting.remove();
    this.#unsent.delete(row.echo);
    this.#insert(row.n, element);
    if (focused) this.#log.focus();
    this.#sent(element);
  }

  /** The newest message alone says that it was sent. */
  #sent(element) {
    this.#lastSent?.remove();
    at(".status", element)?.remove();
    this.#lastSent = statusOf(WORDS.sent);
    at(".body", element).append(this.#lastSent);
  }

  #insert(n, element) {
    let next = null;
    for (const other of [...this.#rows.children].reverse()) {
      if (other.dataset.unsent || Number(other.dataset.n) > n) next = other;
      else break;
    }
    this.#rows.insertBefore(element, next);
  }

  #stamp(row, element) {
    element.dataset.at = row.at;
    for (const one of [element, element.nextElementSibling]) {
      if (!one?.dataset.at) continue;
      const before = one.previousElementSibling?.dataset.at;
      const gap = before ? new Date(one.dataset.at) - new Date(before) : Infinity;
      at(".stamp", one).hidden = gap < QUIET_GAP;
    }
  }

  #quietOldChoices() {
    const groups = all(".choices", this.#rows).filter((group) => !group.closest(".card"));
    groups.forEach((group, i) => group.classList.toggle("old", i < groups.length - 1));
  }

  /** Show how an unsent message stands. `up` is whether the line is. */
  showUnsent(entry, up) {
    const { id } = entry.frame;
    if (entry.state === "taken") {
      this.#taken(id);
      return;
    }
    const element = this.#unsent.get(id) ?? this.#addUnsent(entry);
    const following = this.#atEnd;
    at(".status", element).replaceWith(this.#unsentStatus(entry, up));
    if (following) this.toEnd();
  }

  /** Taken, but its row is still on its way: it keeps its bubble until then. */
  #taken(id) {
    const element = this.#unsent.get(id);
    if (element) this.#sent(element);
  }

  forget(entry) {
    this.#unsent.get(entry.frame.id)?.remove();
    this.#unsent.delete(entry.frame.id);
  }

  #addUnsent({ frame, about }) {
    const row = {
      n: Infinity,
      at: new Date().toISOString(),
      mine: true,
      assistant: false,
      who: "",
      kind: "text",
      text: about.shown ?? frame.text ?? "",
      image: about.preview ?? (frame.upload ? `/pictures/${frame.upload}${about.query ?? ""}` : ""),
      choices: [],
      pressed: [],
      card: null,
    };
    const element = rowElement(row, { ...this.#tools, about: null });
    element.dataset.unsent = "1";
    at(".body", element).append(statusOf(WORDS.sending));
    this.#unsent.set(frame.id, element);
    this.#rows.append(element);
    this.toEnd();
    return element;
  }

  #unsentStatus(entry, up) {
    if (entry.state === "refused") {
      return statusOf(fill(WORDS.unsentBecause, { why: entry.why }), "bad", [
        this.#tool(WORDS.retry, () => this.#tools.retry(entry)),
        entry.frame.t === "say" &&
          this.#tool(WORDS.takeBack, () => this.#tools.takeBack(entry)),
      ]);
    }
    if (entry.state === "held") return statusOf(fill(WORDS.unsentBecause, { why: entry.why }));
    if (up) return statusOf(WORDS.sending, "sending");
    return statusOf(WORDS.waitsForLine, "bad", [
      this.#tool(WORDS.retry, () => this.#tools.retry(entry)),
    ]);
  }

  #tool(text, click) {
    return make("button", { class: "button small", type: "button", text, on: { click } });
  }
}

function statusOf(words, kind = "", tools = []) {
  return make("div", { class: `status ${kind}`.trim() }, [
    make("span", { text: words }),
    ...tools,
  ]);
}

export function tellLine(bar, words, out = false) {
  bar.hidden = !words;
  bar.classList.toggle("out", out);
  setText(bar, words);
}
