// The page on which one service is rated: every choice is saved by itself. What could not be saved
// stays on the shelf under its id, so that it goes out once, however often it is tried.

import { all, at, setText } from "./dom.js";
import { freshId, keep, kept } from "./shelf.js";
import { WORDS, fill } from "./words.js";

const PATIENCE = 15_000;
// Arrow keys pass by the answers in between, and none of these is meant.
const SETTLES = 700;
const ARROWS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);
const REFUSED = 422;

const entries = new Map();

/** One form: what was filled in last, and whether it is saved yet. */
class Entry {
  #form;
  #state;
  #again;
  #said = "";
  #waiting = null;
  #going = false;
  #timer = 0;

  constructor(form) {
    this.#form = form;
    this.#state = at(".state", form);
    this.#again = at(".again", form);
    this.item = form.closest(".item").dataset.item;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.choose(0);
    });
  }

  get busy() {
    return this.#waiting !== null;
  }

  /** Take over what a page before this one could not save. */
  resume() {
    const fields = kept(this.item, null);
    if (!fields) return;
    this.#waiting = new URLSearchParams(fields);
    for (const [name, value] of this.#waiting) {
      if (name !== "id") this.#form.elements[name].value = value;
    }
    mark(this.#form);
    this.send();
  }

  /** The same chosen again is tried again under the id that it has. */
  choose(wait) {
    const fields = new URLSearchParams(new FormData(this.#form));
    fields.delete("id");
    if (fields.toString() !== this.#said) {
      this.#said = fields.toString();
      fields.set("id", freshId());
      this.#waiting = fields;
      if (entries.get(this.item) === this) keep(this.item, fields.toString());
      mark(this.#form);
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), wait);
  }

  /** The record says so, whatever was chosen here before. */
  stands(value) {
    this.#said = new URLSearchParams({ value }).toString();
  }

  /** Send what waits now; what is chosen meanwhile follows. */
  async send() {
    clearTimeout(this.#timer);
    if (this.#going || !this.#waiting) return;
    const fields = this.#waiting;
    this.#going = true;
    this.#tell(WORDS.saving);
    const answer = await post(this.#form.action, fields);
    this.#going = false;
    if (answer.done && this.#waiting === fields) {
      this.#waiting = null;
      if (entries.get(this.item) === this) keep(this.item, null);
    }
    this.#tell(answer.why ?? WORDS.saved, Boolean(answer.why), !answer.done);
    if (answer.state) show(answer.state, this);
    if (answer.done && this.#waiting) this.send();
  }

  #tell(words, isProblem = false, mayTryAgain = false) {
    setText(this.#state, words);
    this.#state.classList.toggle("problem", isProblem);
    if (this.#again) this.#again.hidden = !mayTryAgain;
  }
}

/** `done`: there is nothing to try again; `why`: it was not saved, for this reason. */
async function post(address, fields) {
  const patience = new AbortController();
  const alarm = setTimeout(() => patience.abort(), PATIENCE);
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { accept: "application/json" },
      body: fields,
      keepalive: true,
      signal: patience.signal,
    });
    const { why, ...state } = await answer.json();
    if (answer.ok) return { done: true, state };
    return { done: answer.status === REFUSED, why: why || WORDS.notSaved, state: state.given && state };
  } catch {
    return { done: false, why: WORDS.notSaved };
  } finally {
    clearTimeout(alarm);
  }
}

function show(state, by) {
  if (state.over) {
    location.reload();
    return;
  }
  setText(at("#progress"), state.progress);
  at("#thanks").hidden = !state.whole;
  for (const section of all(".item")) put(section, state, by);
}

/** An item as it stands, unless something else has just been chosen there. */
function put(section, state, by) {
  const n = section.dataset.item;
  const value = state.given[n];
  const radio = value && at(`input[type="radio"][value="${CSS.escape(value)}"]`, section);
  if (radio && !entries.get(n).busy) {
    radio.checked = true;
    entries.get(n).stands(value);
    section.classList.add("given");
  }
  const rest = at(".rest", section);
  if (!rest) return;
  rest.hidden = !(state.rest && value && by.item === n);
  rest.elements.value.value = value ?? "";
  setText(at("button", rest), fill(WORDS.sameForRest, { stars: value ?? "" }));
}

function mark(form) {
  const chosen = at("input:checked", form);
  if (chosen) form.closest(".item").classList.add("given");
}

function begin() {
  document.body.classList.add("live");
  let byKeys = false;
  addEventListener("pointerdown", () => (byKeys = false), true);
  addEventListener("keydown", (event) => ARROWS.has(event.key) && (byKeys = true), true);
  for (const form of all("form.entry")) {
    const entry = new Entry(form);
    entries.set(entry.item, entry);
    form.addEventListener("change", () => entry.choose(byKeys ? SETTLES : 0));
    form.addEventListener("focusout", (event) => !form.contains(event.relatedTarget) && entry.send());
  }
  for (const form of all("form.rest")) new Entry(form);
  const sendAll = () => entries.forEach((entry) => entry.send());
  addEventListener("online", sendAll);
  addEventListener("pagehide", sendAll);
  document.addEventListener("visibilitychange", sendAll);
  entries.forEach((entry) => entry.resume());
}

begin();
