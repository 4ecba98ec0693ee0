// Where one types: grows with the words, keeps them as a draft, sends by Enter or by the button.

import { at, sends, setText } from "./dom.js";
import { keep, kept } from "./shelf.js";
import { WORDS, fill } from "./words.js";

const LIMIT = Number(document.body.dataset.textLimit);
const ALMOST = 100;

export class Composer {
  #form;
  #area;
  #draft;

  /** `say(text)` sends; `typing()` is told of every stroke; the draft is kept under `draft`. */
  constructor(form, { say, typing = () => {}, draft = "draft" }) {
    this.#form = form;
    this.#area = at("textarea", form);
    this.#draft = draft;
    this.#area.value = kept(draft, "");
    this.#area.addEventListener("input", () => {
      this.#changed();
      typing();
    });
    this.#area.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send(say);
    });
    this.#changed();
  }

  /** Another draft, for another matter. */
  turnTo(draft) {
    this.#draft = draft;
    this.#area.value = kept(draft, "");
    this.#changed();
  }

  /** Put words back to be changed, after what is there. */
  give(text) {
    this.#area.value = [this.#area.value, text].filter(Boolean).join("\n");
    this.#changed();
    this.focus();
  }

  focus() {
    this.#area.focus();
  }

  #key(event) {
    if (!sends(event)) return;
    event.preventDefault();
    this.#form.requestSubmit();
  }

  #send(say) {
    const text = this.#area.value.trim();
    if (!text || text.length > LIMIT) {
      this.focus();
      return;
    }
    this.#area.value = "";
    this.#changed();
    say(text);
    this.focus();
  }

  #changed() {
    keep(this.#draft, this.#area.value);
    this.#area.style.height = "auto";
    this.#area.style.height = `${Math.min(this.#area.scrollHeight + 2, 132)}px`;
    setText(at(".count", this.#form), countWords(this.#area.value.trim().length));
  }
}

function countWords(count) {
  if (count > LIMIT) return fill(WORDS.tooLong, { count, limit: LIMIT });
  return count > LIMIT - ALMOST ? fill(WORDS.countLeft, { count: LIMIT - count }) : "";
}
