// One request's own talk, beside the group's.

import { all, at, setText } from "./dom.js";
import { cardElement } from "./cards.js";
import { redraw } from "./choices.js";
import { Composer } from "./composer.js";
import { Log } from "./log.js";
import { WORDS, fill } from "./words.js";

export class ThreadPanel {
  #panel = at("#thread");
  #card = at("#thread-card");
  #title = at("#thread-title");
  #requests;
  #tools;
  #composer;
  #log;
  #shownCard = 0;
  thread = "";

  /** `tools`: those of a log, and `say(frame, about)`, `typing(thread)`, `shut()`. */
  constructor(requests, tools) {
    this.#requests = requests;
    this.#tools = { ...tools };
    this.#tools.press = (...what) => {
      this.#log.follow();
      tools.press(...what);
    };
    this.#log = new Log(at("#thread-log"), at("#thread-rows"), { ...tools, named: true });
    this.#composer = new Composer(at("#thread-composer"), {
      say: (text) => this.say({ t: "say", text }),
      typing: () => tools.typing(this.thread),
    });
    at("#thread-shut").addEventListener("click", () => tools.shut());
    for (const mode of all("[name=mode]")) mode.addEventListener("change", () => this.#tellMode());
    this.#panel.addEventListener("keydown", (event) => this.#key(event));
  }

  get outward() {
    return at("[name=mode]:checked").value === "reply";
  }

  /** To the room, or as the words that pass it on to the enterprise. */
  say(frame, about = {}) {
    const text = this.outward ? fill(WORDS.reply, { text: frame.text }).trim() : frame.text;
    this.#tools.say(
      { ...frame, text, thread: this.thread },
      { ...about, shown: frame.text, outward: this.outward },
    );
  }

  open(thread) {
    this.thread = thread;
    this.#shownCard = 0;
    this.#panel.hidden = false;
    at("[name=mode][value=internal]").checked = true;
    this.#tellMode();
    this.#log.clear();
    this.#composer.turnTo(`draft:${thread}`);
    this.draw();
    this.#log.toEnd();
  }

  shut() {
    this.thread = "";
    this.#panel.hidden = true;
  }

  focus() {
    this.#title.focus();
  }

  /** Put in what has come. */
  draw() {
    if (!this.thread) return;
    setText(this.#title, this.#requests.titleOf(this.thread));
    const rows = this.#requests.rowsOf(this.thread);
    this.#log.put(rows.filter((row) => !row.card));
    const newest = this.#requests.get(this.thread)?.card;
    if (!newest || newest.n === this.#shownCard) return;
    this.#shownCard = newest.n;
    const following = this.#log.atEnd;
    redraw(this.#card, () => this.#card.replaceChildren(cardElement(newest, this.#tools)));
    if (following) this.#log.toEnd();
  }

  showUnsent(entry, up) {
    this.#log.showUnsent(entry, up);
  }

  takeBack(entry) {
    this.#log.forget(entry);
    this.#composer.give(entry.about.shown);
  }

  #tellMode() {
    this.#panel.classList.toggle("replying", this.outward);
    const words = this.outward ? WORDS.sayOutward : WORDS.sayInternal;
    at("textarea", this.#panel).placeholder = words;
    setText(at("#thread-composer .send"), this.outward ? WORDS.sendOutward : WORDS.send);
  }

  #key(event) {
    const inForm = event.target.closest?.(".asking");
    if (event.key === "Escape" && !event.isComposing && !inForm) this.#tools.shut();
  }
}
