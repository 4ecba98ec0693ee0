// A request as the staff see it: state, age, who holds it, and what can be done.

import { choicesOf } from "./choices.js";
import { all, make, setText } from "./dom.js";
import { WORDS, ageWords, fill } from "./words.js";

const TONES = {
  waiting: ["草稿", "待接收", "匹配机构", "中心再匹配", "draft", "submitted", "matching", "rematching"],
  working: ["待评估", "站内预约", "三方协商", "待启动", "服务中", "received", "self_planned", "negotiating", "agreed", "in_service"],
  finished: ["待评价", "已评价", "已办结", "已归档", "ended", "evaluated", "closed", "archived"],
};

/** What can be done but seldom is: behind “more”, so that the next step is found at once. */
const RARE = new Set([
  "suspend", "reassign", "assign", "refer", "merge", "change_category", "correct", "terminate",
  "withdraw.for", "reopen", "hand_back", "contact", "pictures",
]);
const isRare = (choice) => RARE.has(choice.id);

export const toneOf = (state) =>
  Object.keys(TONES).find((tone) => TONES[tone].includes(state)) ?? "resting";

/** What can be done is no answer that was given: nothing stays pressed once it is settled.
 *  `tools`: press, people, and `open(thread)` where the card is not yet the thread's own. */
export function cardElement(row, tools) {
  const { card } = row;
  const thread = row.thread || card.key;
  const opener = tools.open && {
    class: "button small",
    type: "button",
    text: WORDS.thread,
    "aria-label": fill(WORDS.openThread, { title: card.title }),
    on: { click: () => tools.open(thread) },
  };
  return make("article", { class: `card ${toneOf(card.state)}`, "aria-label": card.title }, [
    make("div", { class: "card-top" }, [
      make("h3", { text: card.title }),
      card.urgent && make("span", { class: "urgent-mark", text: WORDS.urgent }),
      make("span", { class: `tone ${toneOf(card.state)}`, text: card.state }),
      ageElement(card.since),
    ]),
    row.text && make("p", { class: "card-text", text: row.text }),
    make("dl", {}, card.rows.flatMap(([label, words]) => [
      make("dt", { text: label }),
      make("dd", { text: words }),
    ])),
    make("div", { class: "card-foot" }, [
      (row.choices.length > 0 || opener) &&
        choicesOf({ ...row, pressed: [] }, { ...tools, isRare }, opener && make("button", opener)),
    ]),
  ]);
}

export const ageElement = (since) =>
  since && make("span", { class: "age", data: { since }, text: ageWords(new Date(since)) });

export function growOlder() {
  for (const element of all(".age")) setText(element, ageWords(new Date(element.dataset.since)));
}
