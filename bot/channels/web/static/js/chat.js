// The enterprise's page.

import { all, at, setText } from "./dom.js";
import { Composer } from "./composer.js";
import { Line, MANY } from "./line.js";
import { Log, tellLine } from "./log.js";
import { Outbox } from "./outbox.js";
import { PictureDialog } from "./pictures.js";
import { keepLinkDialog } from "./resume.js";
import { Seen } from "./seen.js";
import { WORDS } from "./words.js";

const { station } = document.body.dataset;
const query = `?station=${encodeURIComponent(station)}`;
const bar = at("#bar");
const log = at("#log");
const welcome = at("#welcome");
const earlier = at("#earlier");
let last = 0;

const line = new Line(`/ws/chat${query}`, () => last);
const view = new Log(log, at("#rows"), {
  press,
  people: () => [],
  retry: (entry) => outbox.retry(entry),
  takeBack,
});
const seen = new Seen(line);
const outbox = new Outbox(line, (entry) => view.showUnsent(entry, line.up));
const composer = new Composer(at("#composer"), { say });
const pictures = new PictureDialog(query);

function say(text) {
  outbox.add({ t: "say", text });
  greet();
}

function press(row, choice, words) {
  const shown = words ? `${choice.label}：${words}` : choice.label;
  outbox.add({ t: "press", message: row.n, choice: choice.id, words }, { shown });
}

function takeBack(entry) {
  outbox.remove(entry);
  view.forget(entry);
  composer.give(entry.frame.text);
}

/** An invitation to speak, for as long as nobody has. */
function greet() {
  welcome.hidden = !view.empty;
}

const HEARD = {
  rows({ rows, before, more }) {
    view.put(rows);
    for (const row of rows) if (row.echo) outbox.echoed(row.echo);
    greet();
    if (before) earlier.hidden = !more;
    else last = Math.max(last, ...rows.map((row) => row.n));
    if (!document.hidden) seen.upTo(last);
  },
  ready({ more }) {
    if (more) earlier.hidden = false;
    log.setAttribute("aria-busy", "false");
    greet();
  },
  state({ open, next }) {
    at("#opening").classList.toggle("open", open);
    setText(at("#opening-words"), next);
  },
  reset() {
    location.reload();
  },
};

line.addEventListener("frame", ({ detail }) => HEARD[detail.t]?.(detail));
line.addEventListener("up", () => tellLine(bar, ""));
line.addEventListener("down", ({ detail }) => {
  tellLine(bar, detail < MANY ? WORDS.dropped : WORDS.unavailable);
  for (const entry of outbox.entries) view.showUnsent(entry, false);
});
document.addEventListener("visibilitychange", () => !document.hidden && seen.upTo(last));
line.addEventListener("out", () => tellLine(bar, WORDS.cookieLost, true));

earlier.addEventListener("click", () => line.send({ t: "earlier", before: view.first }));
for (const chip of all("#quick .chip")) {
  chip.addEventListener("click", () => say(chip.textContent.trim()));
}
for (const example of all(".examples .button")) {
  example.addEventListener("click", () => composer.give(example.textContent.trim()));
}
pictures.attach(at("#composer .file"), ({ upload, text, preview }) => {
  outbox.add({ t: "image", upload, text }, { shown: text, query, preview });
});
keepLinkDialog(station);

for (const entry of outbox.entries) view.showUnsent(entry, false);
line.open();
