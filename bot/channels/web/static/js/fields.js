// What somebody is asked for with a button: words, a time, a colleague, a category.

import { make, sends } from "./dom.js";
import { WORDS, clockWords, fill } from "./words.js";

const CATEGORIES = (document.body.dataset.categories ?? "").split("|");

/** `input` must be filled in; `more` stands below it; `also` is said after it, if anything. */
export const fieldOf = (kind, people) => (FIELDS[kind] ?? FIELDS.text)(people);

const sendsForm = (event) => {
  if (!sends(event)) return;
  event.preventDefault();
  event.target.form.requestSubmit();
};

const labelled = (text, input) => make("label", { class: "field" }, [make("span", { text }), input]);

const chooser = (names) =>
  make("select", {}, [
    make("option", { value: " ", text: WORDS.choose }),
    ...names.map((name) => make("option", { value: name, text: name })),
  ]);

function withReason(input) {
  const also = make("input", { type: "text" });
  return { input, also, more: labelled(WORDS.reason, also) };
}

function timeField() {
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
  return { input, more: labelled(WORDS.pickTime, calendar) };
}

const FIELDS = {
  text: () => ({
    input: make("textarea", { rows: "2", enterkeyhint: "send", on: { keydown: sendsForm } }),
  }),
  number: () => ({ input: make("input", { type: "text" }) }),
  person: (people) => withReason(chooser(people)),
  category: () => ({ input: chooser(CATEGORIES) }),
  time: timeField,
};
