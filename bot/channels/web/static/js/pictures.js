// A picture is looked at before it is sent; its bytes go up first, then a message names them.

import { at, setText } from "./dom.js";
import { WORDS, fill } from "./words.js";

const LIMIT = Number(document.body.dataset.pictureBytes);
const MEGABYTE = 1024 * 1024;

/** `chosen({upload, text, preview})` is called once the server has the picture. */
export class PictureDialog {
  #dialog = at("#picture");
  #shown = at("#picture-shown");
  #words = at("#picture-words");
  #said = at("#picture-said");
  #button = at("#picture-send");
  #query;
  #file = null;
  #chosen = null;

  /** `query` tells the server which of the browser's chats the picture is for. */
  constructor(query = "") {
    this.#query = query;
    at("#picture-shut").addEventListener("click", () => this.#dialog.close());
    this.#button.addEventListener("click", () => this.#send());
    this.#dialog.addEventListener("close", () => this.#leave());
    addEventListener("beforeunload", (event) => this.#dialog.open && event.preventDefault());
  }

  attach(input, chosen) {
    input.addEventListener("change", () => {
      if (input.files[0]) this.#open(input.files[0], chosen);
      input.value = "";
    });
  }

  #open(file, chosen) {
    this.#file = file;
    this.#chosen = chosen;
    this.#shown.src = URL.createObjectURL(file);
    this.#words.value = "";
    const tooBig = file.size > LIMIT;
    const megabytes = Math.floor(LIMIT / MEGABYTE);
    setText(this.#said, tooBig ? fill(WORDS.pictureTooBig, { megabytes }) : "");
    this.#button.disabled = tooBig;
    this.#dialog.showModal();
  }

  async #send() {
    this.#button.disabled = true;
    const { upload, why } = await this.#upload(this.#file);
    this.#button.disabled = false;
    setText(this.#said, why ?? "");
    if (!upload) return;
    const preview = this.#shown.src;
    this.#shown.removeAttribute("src");
    this.#chosen({ upload, text: this.#words.value.trim(), preview });
    this.#dialog.close();
  }

  async #upload(file) {
    try {
      const answer = await fetch(`/upload${this.#query}`, {
        method: "POST",
        body: file,
        headers: { "x-form-token": document.body.dataset.form },
      });
      return await answer.json();
    } catch {
      return { why: WORDS.pictureFailed };
    }
  }

  #leave() {
    if (this.#shown.src) URL.revokeObjectURL(this.#shown.src);
    this.#shown.removeAttribute("src");
    this.#file = null;
  }
}
