// The buttons under a message, and the small form of a button that wants words with it.

import { all, at, make, setText } from "./dom.js";
import { WORDS, clockWords, fill } from "./words.js";

/** `press(row, choice, words, tell)` sends it and may tell how it stands; `people()` names whom a
 *  person may be chosen from; `more` is one more button, that sends nothing. */
export function choicesOf(row, { press, people }, more) {
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
  for (const choice of row.choices) group.append(button(row, choice, box, tools));
  if (more) group.append(more);
  box.append(group, said);
  return box;
}

/** Draw anew with `fill()` what is inside of `element`, and give back what somebody was at: the
 *  focus, and the words in a form that was open. */
export function redraw(element, fill) {
  const held = element.contains(document.activeElement) && document.activeElement.closest("[data-choice]");
  const open = at("[data-choice][aria-expanded='true']", element)?.dataset.choice;
  const typed = open && at(".asking input, .asking select, .asking textarea", element)?.value;
  const wasInside = element.contains(document.activeElement);
  fill();
  const find = (id) => at(`[data-choice="${CSS.escape(id)}"]`, element);
  const opener = open && find(open);
  if (opener) {
    opener.click();
    at(".asking input, .asking select, .asking textarea", element).value = typed;
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
  for (const other of all("[aria-expanded]", box)) other.setAttribute("aria-expanded", "false");
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
  const field = FIELDS[asks.kind]?.(people) ?? FIELDS.text();
  const problem = make("p", { class: "problem", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const words = field.input.value.trim();
    if (!words) {
      problem.textContent = WORDS.fillIn;
      return;
    }
    close();
    done(words);
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

const FIELDS = {
  text: () => ({ input: make("textarea", { rows: "2" }) }),
  number: () => ({ input: make("input", { type: "text", inputmode: "numeric" }) }),
  person: (people) => ({
    input: make("select", {}, [
      make("option", { value: " ", text: WORDS.choosePerson }),
      ...people.map((name) => make("option", { value: name, text: name })),
    ]),
  }),
  time: () => {
    const input = make("input", { type: "text", placeholder: "明天下午3点" });
    const calendar = make("input", { type: "datetime-local" });
    calendar.addEventListener("change", () => {
      const picked = new Date(calendar.value);
      if (Number.isNaN(picked.getTime())) return;
      input.value = fill(WORDS.pickedTime, {
        year: picked.getFullYear(),
        month: picked.getMonth() + 1,
        day: picked.getDate(),
        clock: clockWords(picked),
      });
    });
    const label = make("span", { text: WORDS.pickTime });
    return { input, more: make("label", { class: "field" }, [label, calendar]) };
  },
};
