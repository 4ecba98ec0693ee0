// The line to the server: opens again by itself, and knows a dead one from a quiet one.
//
// Events: "frame" (detail: the frame); "up" when the page has all that it missed; "down" (detail:
// failures in a row, where a line that falls at once counts as one); "out" when the session has
// ended and trying again is of no use.

const FIRST_WAIT = 400;
const LONGEST_WAIT = 8_000;
const PING_EVERY = 20_000;
const PATIENCE = 8_000;
const STEADY = 5_000;
const SIGNED_OUT = 4401;
const TRY_LATER = 1013;

/** So many failures in a row are no hiccup. */
export const MANY = 4;

export class Line extends EventTarget {
  #address;
  #position;
  #socket = null;
  #failures = 0;
  #timer = 0;
  #alarm = 0;
  #steady = 0;
  up = false;

  /** `position` tells the last number of the timeline that the page has. */
  constructor(path, position) {
    super();
    const address = new URL(path, location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    this.#address = address.href;
    this.#position = position;
    setInterval(() => this.#ping(), PING_EVERY);
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => !document.hidden && this.hurry());
  }

  open() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const socket = new WebSocket(this.#address);
    this.#socket = socket;
    socket.onopen = () => this.send({ t: "hello", after: this.#position() });
    socket.onmessage = (message) => this.#hear(JSON.parse(message.data));
    socket.onclose = (event) => socket === this.#socket && this.#lost(event.code);
    this.#expect();
  }

  /** Whether it went out; it may still get lost, so only an answer counts. */
  send(frame) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  /** Try at once, or make sure that an open line is alive. */
  hurry() {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#ping();
    else if (this.#timer) this.open();
  }

  /** Give this connection up and open another. */
  renew() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#lost(0);
  }

  #hear(frame) {
    this.#unexpect();
    if (frame.t === "ready") {
      this.up = true;
      this.#steady = setTimeout(() => (this.#failures = 0), STEADY);
    }
    this.dispatchEvent(new CustomEvent("frame", { detail: frame }));
    if (frame.t === "ready") this.dispatchEvent(new Event("up"));
  }

  #lost(code) {
    this.#unexpect();
    clearTimeout(this.#steady);
    this.up = false;
    if (code === SIGNED_OUT) {
      this.dispatchEvent(new Event("out"));
      return;
    }
    this.#failures = code === TRY_LATER ? Math.max(MANY, this.#failures) : this.#failures + 1;
    this.dispatchEvent(new CustomEvent("down", { detail: this.#failures }));
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (this.#failures - 1));
    this.#timer = setTimeout(() => this.open(), wait * (0.75 + Math.random() / 2));
  }

  #ping() {
    if (this.send({ t: "ping" })) this.#expect();
  }

  /** Phones keep dead connections open for minutes: no word within this time is a dead one. */
  #expect() {
    this.#alarm ||= setTimeout(() => this.renew(), PATIENCE);
  }

  #unexpect() {
    clearTimeout(this.#alarm);
    this.#alarm = 0;
  }
}
