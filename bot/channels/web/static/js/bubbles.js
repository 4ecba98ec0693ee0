// A row of the timeline as an element.

import { choicesOf } from "./choices.js";
import { make } from "./dom.js";
import { WORDS, momentWords } from "./words.js";

const MARK = document.body.dataset.mark;

/** `tools`: press, people; in the room also `named` (show who speaks) and `about(row)`. */
export function rowElement(row, tools) {
  const body = make("div", { class: "body" });
  fillBody(body, row, tools);
  const element = make("div", { class: classesOf(row), data: { n: row.n, kind: row.kind } }, [
    make("div", { class: "stamp", text: momentWords(new Date(row.at)), hidden: true }),
    faceOf(row),
    body,
  ]);
  return element;
}

export function fillBody(body, row, tools) {
  body.replaceChildren(
    ...[
      (tools.named || !row.mine) && row.who && whoOf(row, tools.about?.(row)),
      row.card && tools.card ? tools.card(row) : content(row),
      row.choices.length > 0 && !(row.card && tools.card) && choicesOf(row, tools),
    ].filter(Boolean),
  );
}

function classesOf(row) {
  return ["row", row.mine && "mine", row.internal && "internal"].filter(Boolean).join(" ");
}

function faceOf(row) {
  if (row.assistant) return make("img", { class: "face", src: MARK, alt: "", width: "40", height: "40" });
  const letter = row.mine ? WORDS.me : [...row.who.split(" ").at(-1)][0];
  return make("div", { class: "face", "aria-hidden": "true", text: letter ?? "" });
}

function whoOf(row, about) {
  const name = make("span", { text: row.who });
  return make("div", { class: "who" }, [about, name, row.internal && tag(WORDS.internal), sentTag(row)]);
}

const DELIVERIES = {
  sending: ["outward", WORDS.outwardSending],
  waiting: ["failed", WORDS.outwardWaiting],
  delivered: ["outward", WORDS.outward],
  failed: ["failed", WORDS.outwardFailed],
};

function sentTag(row) {
  const [kind, words] = DELIVERIES[row.delivery] ?? [];
  return kind && tag(words, kind);
}

const tag = (text, kind = "") => make("span", { class: `tag ${kind}`.trim(), text });

function content(row) {
  const picture = row.image && pictureOf(row.image, row.text);
  const words = cardWords(row) || row.text;
  if (picture && !words) return picture;
  const bubble = make("div", { class: "bubble", text: words });
  return picture ? make("div", { class: "body" }, [picture, bubble]) : bubble;
}

/** Where there is no room for a card, its words are the message. */
function cardWords({ card, text }) {
  if (!card) return "";
  const rows = card.rows.map(([label, words]) => `${label}：${words}`);
  return [text, card.title, ...rows].filter(Boolean).join("\n");
}

function pictureOf(address, text) {
  const image = make("img", { src: address, alt: text || WORDS.picture, loading: "lazy" });
  const where = { href: address, target: "_blank", rel: "noopener", title: WORDS.openPicture };
  return make("a", { class: "shot", ...where }, [image]);
}
