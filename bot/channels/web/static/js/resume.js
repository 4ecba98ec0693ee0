// The dialog that hands the enterprise its own link.

import { at, setText } from "./dom.js";
import { WORDS } from "./words.js";

const words = at("#link-words");
const said = at("#link-said");

export function keepLinkDialog(station) {
  const dialog = at("#link");
  at("#keep").addEventListener("click", () => {
    dialog.showModal();
    fetchLink(station);
  });
  at("#link-shut").addEventListener("click", () => dialog.close());
  at("#link-copy").addEventListener("click", copy);
}

async function fetchLink(station) {
  try {
    const answer = await fetch(`/chat/${encodeURIComponent(station)}/link`, {
      method: "POST",
      headers: { "x-form-token": document.body.dataset.form },
    });
    const { path, why } = await answer.json();
    if (path) words.value = new URL(path, location.href).href;
    else setText(said, why);
  } catch {
    setText(said, WORDS.linkFailed);
  }
}

/** The clipboard is closed to pages on plain http: there the link is selected instead. */
async function copy() {
  words.select();
  try {
    await navigator.clipboard.writeText(words.value);
    setText(said, WORDS.linkCopied);
  } catch {
    setText(said, WORDS.linkSelected);
  }
}
