// What the room knows of each request: its newest card, its rows, what of them is unread.

import { at, make, setText } from "./dom.js";
import { ageElement, toneOf } from "./cards.js";
import { keep, kept } from "./shelf.js";
import { WORDS, fill } from "./words.js";

export const threadOf = (row) => row.thread || row.card?.key || "";

export class Requests {
  #list = at("#requests");
  #nothing = at("#no-requests");
  #open;
  #byThread = new Map();
  #marks = kept("marks", {});
  #seen = Infinity;
  #typing = new Map();
  #words = "";
  current = "";

  /** `open(thread)` shows one. */
  constructor(open) {
    this.#open = open;
  }

  /** Rows up to `n` were read before this page was opened. */
  readUpTo(n) {
    if (this.#seen === Infinity) this.#seen = n;
    this.draw();
  }

  take(row) {
    const thread = threadOf(row);
    if (!thread) return;
    const request = this.#byThread.get(thread) ?? { thread, card: null, rows: new Map() };
    this.#byThread.set(thread, request);
    request.rows.set(row.n, row);
    if (row.card && row.n > (request.card?.n ?? 0)) request.card = row;
  }

  get(thread) {
    return this.#byThread.get(thread);
  }

  titleOf(thread) {
    return this.get(thread)?.card?.card.title ?? "";
  }

  /** Whether rows of it came by without a card that says what it is. */
  lacksCard(thread) {
    return Boolean(thread) && !this.get(thread)?.card;
  }

  rowsOf(thread) {
    const rows = [...(this.get(thread)?.rows.values() ?? [])];
    return rows.sort((one, other) => one.n - other.n);
  }

  markRead(thread) {
    const newest = Math.max(0, ...this.rowsOf(thread).map((row) => row.n));
    if ((this.#marks[thread] ?? 0) >= newest) return;
    this.#marks = { ...this.#marks, [thread]: newest };
    keep("marks", this.#marks);
  }

  unread(thread) {
    const upto = Math.max(this.#seen, this.#marks[thread] ?? 0);
    return this.rowsOf(thread).filter((row) => row.n > upto && !row.mine).length;
  }

  get allUnread() {
    return [...this.#byThread.keys()].filter((thread) => this.unread(thread)).length;
  }

  filter(words) {
    this.#words = words.toLowerCase();
    this.draw();
  }

  /** Say who writes in a request's talk; nobody with an empty name. */
  tellTyping(thread, who) {
    if (who) this.#typing.set(thread, who);
    else this.#typing.delete(thread);
    this.draw();
  }

  draw() {
    const held = document.activeElement?.closest?.(".request")?.dataset.thread;
    const known = [...this.#byThread.values()].filter(({ card }) => card && this.#fits(card));
    const newest = ({ rows }) => Math.max(...rows.keys());
    known.sort((one, other) => newest(other) - newest(one));
    this.#list.replaceChildren(...known.map((request) => this.#item(request)));
    this.#nothing.hidden = known.length > 0;
    if (held) at(`.request[data-thread="${CSS.escape(held)}"]`, this.#list)?.focus();
  }

  #fits({ card }) {
    const words = [card.title, ...card.rows.map(([, said]) => said)].join("\n").toLowerCase();
    return words.includes(this.#words);
  }

  #item({ thread, card: { card } }) {
    const unread = this.unread(thread);
    const who = this.#typing.get(thread);
    return make("li", {}, [
      make("button", {
        class: "request",
        type: "button",
        "aria-pressed": String(thread === this.current),
        data: { thread },
        on: { click: () => this.#open(thread) },
      }, [
        make("span", { class: "request-top" }, [
          make("strong", { text: card.title }),
          unread > 0 && countMark(unread),
        ]),
        make("span", { class: `tone ${toneOf(card.state)}`, text: card.state }),
        who ? make("span", { class: "quiet", text: fill(WORDS.typing, { who }) }) : ageElement(card.since),
      ]),
    ]);
  }
}

function countMark(count) {
  return make("span", { class: "count-mark" }, [
    make("span", { "aria-hidden": "true", text: String(count) }),
    make("span", { class: "unseen", text: fill(WORDS.unread, { count }) }),
  ]);
}

export function tellCount(element, count) {
  element.hidden = count === 0;
  setText(element, count ? String(count) : "");
}
