// What calls a person back to the page: a sound, if wanted, and a count in the title.

import { at } from "./dom.js";
import { keep, kept } from "./shelf.js";
import { WORDS, fill } from "./words.js";

const TITLE = document.title;

export class Bell {
  #button = at("#sound");
  #on = false;
  #context = null;
  #missed = 0;

  /** A browser lets a page sound only after a press, so it is off until pressed each time. */
  constructor() {
    this.#button.addEventListener("click", () => this.#turn(!this.#on));
    if (kept("sound", false)) addEventListener("pointerdown", () => this.#turn(true), { once: true });
    document.addEventListener("visibilitychange", () => this.look());
    addEventListener("focus", () => this.look());
  }

  ring(count, urgent) {
    const away = document.hidden || !document.hasFocus();
    if (away) this.#missed += count;
    this.#title();
    if (this.#on && (away || urgent)) this.#sound(urgent);
  }

  /** The person is back. */
  look() {
    if (document.hidden) return;
    this.#missed = 0;
    this.#title();
  }

  #title() {
    const count = this.#missed;
    document.title = count ? fill(WORDS.titled, { count, title: TITLE }) : TITLE;
  }

  #turn(on) {
    this.#on = on;
    keep("sound", on || null);
    this.#button.setAttribute("aria-pressed", String(on));
    this.#context ??= new AudioContext();
    if (on) this.#sound(false);
  }

  #sound(urgent) {
    const start = this.#context.currentTime;
    const tones = urgent ? [880, 660, 880] : [660, 880];
    tones.forEach((pitch, i) => this.#tone(pitch, start + i * 0.16));
  }

  #tone(pitch, start) {
    const loudness = this.#context.createGain();
    loudness.gain.setValueAtTime(0.0001, start);
    loudness.gain.exponentialRampToValueAtTime(0.12, start + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + 0.15);
    loudness.connect(this.#context.destination);
    const tone = this.#context.createOscillator();
    tone.frequency.value = pitch;
    tone.connect(loudness);
    tone.start(start);
    tone.stop(start + 0.16);
  }
}
