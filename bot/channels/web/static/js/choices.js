// The buttons under a message, and the small form of a button that wants words with it.

import { all, at, make, setText } from "./dom.js";
import { fieldOf } from "./fields.js";
import { WORDS } from "./words.js";

const WORTH_FOLDING = 2;
const OPEN_FIELD = ".asking input, .asking select, .asking textarea";

/** `press(row, choice, words, tell)` sends it and may tell how it stands; `people()` names whom a
 *  person may be chosen from; `isRare(choice)` says what lies behind “more”; `beside` is one more
 *  button, that sends nothing. */
export function choicesOf(row, { press, people, isRare = () => false }, beside) {
  const box = make("div", { class: "choices-box" });
  const group = make("div", { class: "choices", role: "group", "aria-label": WORDS.choices });
  const said = make("p", { class: "choice-said quiet", role: "status" });
  const tell = (words) => {
    setText(said, words);
    for (const one of words ? [] : all("[aria-pressed]", group)) {
      one.setAttribute("aria-pressed", String(row.pressed.includes(one.dataset.choice)));
    }
  };
  const tools = { people, press: (choice, words) => press(row, choice, words, tell) };
  const rare = row.choices.filter(isRare);
  const folded = rare.length >= WORTH_FOLDING ? rare : [];
  const draw = (choice) => button(row, choice, box, tools);
  group.append(...row.choices.filter((choice) => !folded.includes(choice)).map(draw));
  if (beside) group.append(beside);
  if (folded.length) group.append(...fold(folded.map(draw)));
  box.append(group, said);
  return box;
}

/** The button “more”, and what it shows; shut again with every new page. */
function fold(buttons) {
  const inside = make("div", { class: "choices-more", role: "group", "aria-label": WORDS.more, hidden: true }, buttons);
  const opener = make("button", {
    class: "button small fold",
    type: "button",
    "aria-expanded": "false",
    text: WORDS.more,
    on: {
      click: () => {
        inside.hidden = !inside.hidden;
        opener.setAttribute("aria-expanded", String(!inside.hidden));
        if (inside.hidden) at("[aria-expanded='true']", inside)?.click();
        else if (opener === document.activeElement) inside.scrollIntoView({ block: "nearest" });
      },
    },
  });
  return [opener, inside];
}

/** Draw anew with `fill()` what is inside of `element`, and give back what somebody was at: the
 *  focus, what was unfolded, and the words in a form that was open. */
export function redraw(element, fill) {
  const held = element.contains(document.activeElement) && document.activeElement.closest("[data-choice], .fold");
  const unfolded = at(".fold[aria-expanded='true']", element);
  const open = at("[data-choice][aria-expanded='true']", element)?.dataset.choice;
  const typed = open && at(OPEN_FIELD, element)?.value;
  const wasInside = element.contains(document.activeElement);
  fill();
  if (unfolded) at(".fold", element)?.click();
  const find = (id) => at(id ? `[data-choice="${CSS.escape(id)}"]` : ".fold", element);
  const opener = open && find(open);
  if (opener) {
    opener.click();
    at(OPEN_FIELD, element).value = typed;
  } else if (held) (find(held.dataset.choice) ?? at("button", element))?.focus();
  if (opener && !wasInside) document.activeElement.blur();
}

function button(row, choice, box, { press, people }) {
  const pressed = row.pressed.includes(choice.id);
  const element = make("button", {
    class: "button small",
    type: "button",
    "aria-pressed": choice.asks ? false : String(pressed),
    "aria-expanded": choice.asks ? "false" : false,
    data: { choice: choice.id },
    text: choice.label,
  });
  element.addEventListener("click", () => {
    if (choice.asks) toggle(element, box, choice, people(), (words) => press(choice, words));
    else {
      element.setAttribute("aria-pressed", "true");
      press(choice, "");
    }
  });
  return element;
}

function toggle(opener, box, choice, people, done) {
  const open = opener.getAttribute("aria-expanded") === "true";
  at(".asking", box)?.remove();
  for (const other of all("[data-choice][aria-expanded]", box)) other.setAttribute("aria-expanded", "false");
  if (open) return;
  opener.setAttribute("aria-expanded", "true");
  const close = () => {
    at(".asking", box)?.remove();
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  };
  const form = asking(choice.asks, people, close, done);
  box.append(form);
  at("input, select, textarea", form).focus();
  form.scrollIntoView({ block: "nearest" });
}

function asking(asks, people, close, done) {
  const field = fieldOf(asks.kind, people);
  const problem = make("p", { class: "problem", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const words = field.input.value.trim();
    if (!words) {
      problem.textContent = WORDS.fillIn;
      return;
    }
    const also = field.also?.value.trim() ?? "";
    close();
    done(`${words} ${also}`.trim());
  };
  return make("form", { class: "asking", on: { submit, keydown: leaves(close) } }, [
    make("label", { class: "field" }, [make("span", { text: asks.label }), field.input]),
    field.more,
    problem,
    make("p", { class: "row-of-buttons" }, [
      make("button", { class: "button small strong", type: "submit", text: WORDS.submit }),
      make("button", { class: "button small", type: "button", text: WORDS.leave, on: { click: close } }),
    ]),
  ]);
}

const leaves = (close) => (event) => {
  if (event.key === "Escape") close();
};
