// The staff room: the group's talk with its cards, and one request's talk beside it.

import { Bell } from "./bell.js";
import { cardElement, growOlder } from "./cards.js";
import { Composer } from "./composer.js";
import { all, at, make, setText } from "./dom.js";
import { Line, MANY } from "./line.js";
import { Log, tellLine } from "./log.js";
import { Outbox } from "./outbox.js";
import { PictureDialog } from "./pictures.js";
import { Requests, tellCount, threadOf } from "./requests.js";
import { Seen } from "./seen.js";
import { ThreadPanel } from "./thread.js";
import { Typing, tellTyping } from "./typing.js";
import { WORDS, fill } from "./words.js";

const AGE_EVERY = 30_000;

const bar = at("#bar");
const earlier = at("#earlier");
const tells = new Map();
const asked = new Set();
let last = 0;
let people = [];
let shown = 0;

const tools = {
  press,
  people: () => people,
  retry: (entry) => outbox.retry(entry),
  takeBack,
  card: (row) => cardElement(row, { ...tools, open: openThread }),
};
const line = new Line("/ws/room", () => last);
const view = new Log(at("#log"), at("#rows"), { ...tools, named: true, about: aboutOf });
const requests = new Requests(openThread);
const typing = new Typing(line, showTyping);
const thread = new ThreadPanel(requests, {
  ...tools,
  say: (frame, about) => outbox.add(frame, about),
  typing: (where) => typing.stroke(where),
  shut: shutThread,
});
const seen = new Seen(line);
const outbox = new Outbox(line, showEntry);
const composer = new Composer(at("#composer"), { say, typing: () => typing.stroke("") });
const pictures = new PictureDialog();
const bell = new Bell();

function say(text) {
  outbox.add({ t: "say", text });
}

function press(row, choice, words, tell) {
  const frame = { t: "press", message: row.n, choice: choice.id, words, thread: threadOf(row) };
  const entry = outbox.add(frame);
  tells.set(entry.frame.id, tell);
  showEntry(entry);
}

function takeBack(entry) {
  outbox.remove(entry);
  if (entry.frame.thread) thread.takeBack(entry);
  else {
    view.forget(entry);
    composer.give(entry.frame.text);
  }
}

/** A press tells how it stands where it was pressed; what was said, in its own bubble. */
function showEntry(entry) {
  const { t, id, thread: where } = entry.frame;
  if (t === "press") tells.get(id)?.(pressWords(entry));
  else if (!where) view.showUnsent(entry, line.up);
  else if (where === thread.thread) thread.showUnsent(entry, line.up);
}

function pressWords({ state, why }) {
  if (state === "taken") return "";
  if (why && state !== "sending") return fill(WORDS.unsentBecause, { why });
  return line.up ? WORDS.sending : WORDS.waitsForLine;
}

/** Above what was said about a request: which one, and the way to it. */
function aboutOf(row) {
  if (row.card || !row.thread) return null;
  const text = requests.titleOf(row.thread) || row.thread;
  const click = () => openThread(row.thread);
  return make("button", { class: "about", type: "button", text, data: { about: row.thread }, on: { click } });
}

function openThread(where) {
  requests.current = where;
  at(".desk").classList.add("with-thread");
  at("#panes [data-pane=thread]").disabled = false;
  thread.open(where);
  for (const entry of outbox.entries) showEntry(entry);
  line.send({ t: "thread", thread: where });
  requests.markRead(where);
  requests.draw();
  show("thread");
  thread.focus();
}

/** A link from outside leads to one request; once open, the page is the room like any other. */
function openLinked() {
  const { opens } = document.body.dataset;
  if (!opens) return;
  document.body.dataset.opens = "";
  history.replaceState(null, "", "/room");
  openThread(opens);
}

function shutThread() {
  const from = thread.thread;
  requests.current = "";
  thread.shut();
  at(".desk").classList.remove("with-thread");
  at("#panes [data-pane=thread]").disabled = true;
  show("talk");
  requests.draw();
  at(`.request[data-thread="${CSS.escape(from)}"]`)?.focus();
}

function show(pane) {
  document.body.dataset.pane = pane;
  for (const button of all("#panes button")) {
    button.setAttribute("aria-pressed", String(button.dataset.pane === pane));
  }
  tellCounts();
}

function showTyping(where, who) {
  if (!where) tellTyping(at("#typing"), who);
  else requests.tellTyping(where, who);
  if (where === thread.thread) tellTyping(at("#thread-typing"), where && who);
}

/** Rows of a request whose card lies further back than this page reaches: ask for it once. */
function askForCards(rows) {
  for (const where of new Set(rows.map(threadOf))) {
    if (!requests.lacksCard(where) || asked.has(where)) continue;
    asked.add(where);
    line.send({ t: "thread", thread: where });
  }
}

function nameThreads() {
  for (const button of all(".about")) {
    const title = requests.titleOf(button.dataset.about);
    if (title) setText(button, title);
  }
}

function tellCounts() {
  tellCount(at("#list-mark"), requests.allUnread);
  tellReading();
}

function tellReading() {
  const reading = document.body.dataset.pane === "talk" || at("#panes").offsetHeight === 0;
  if (reading && view.atEnd && !document.hidden) shown = last;
  tellCount(at("#talk-mark"), Math.max(0, last - shown));
  seen.upTo(shown);
}

function takeRows({ rows, before, of, more }) {
  for (const row of rows) {
    requests.take(row);
    if (row.echo) outbox.echoed(row.echo);
  }
  if (!of) view.put(rows);
  if (before) earlier.hidden = !more;
  if (!before && !of) takeNew(rows);
  if (thread.thread) {
    thread.draw();
    if (!document.hidden) requests.markRead(thread.thread);
  }
  if (line.up) askForCards(rows);
  nameThreads();
  requests.draw();
  tellCounts();
}

function takeNew(rows) {
  last = Math.max(last, ...rows.map((row) => row.n));
  const others = rows.filter((row) => !row.mine);
  if (line.up && others.length) bell.ring(others.length, others.some((row) => row.card?.urgent));
}

const HEARD = {
  rows: takeRows,
  ready({ seen: before, more }) {
    if (more) earlier.hidden = false;
    at("#log").setAttribute("aria-busy", "false");
    requests.readUpTo(before);
    askForCards(all(".about").map((button) => ({ thread: button.dataset.about })));
    shown = Math.max(shown, before);
    tellCounts();
    openLinked();
  },
  typing: (frame) => typing.heard(frame),
  state({ open, next }) {
    at("#opening").classList.toggle("open", open);
    setText(at("#opening-words"), next);
  },
  me({ name, duty, people: names }) {
    people = names;
    setText(at("#my-name"), name);
    at("#duty").setAttribute("aria-pressed", String(duty));
    setText(at("#duty"), duty ? WORDS.onDuty : WORDS.offDuty);
  },
  reset() {
    location.reload();
  },
};

line.addEventListener("frame", ({ detail }) => HEARD[detail.t]?.(detail));
line.addEventListener("up", () => tellLine(bar, ""));
line.addEventListener("down", ({ detail }) => {
  tellLine(bar, detail < MANY ? WORDS.dropped : WORDS.unavailable);
  for (const entry of outbox.entries) showEntry(entry);
});
line.addEventListener("out", () => tellLine(bar, WORDS.signedOut, true));

at("#duty").addEventListener("click", (event) => {
  const onDuty = event.currentTarget.getAttribute("aria-pressed") === "true";
  say(onDuty ? WORDS.goOffDuty : WORDS.goOnDuty);
});
at("#search input").addEventListener("input", (event) => requests.filter(event.target.value.trim()));
at("#search").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = at("#search input").value.trim();
  if (!words) return;
  say(fill(WORDS.search, { words }));
  show("talk");
});
for (const chip of all("#quick .chip")) {
  const { begins } = chip.dataset;
  chip.addEventListener("click", () => (begins ? composer.give(begins) : say(chip.textContent.trim())));
}
for (const button of all("#panes button")) {
  button.addEventListener("click", () => show(button.dataset.pane));
}
earlier.addEventListener("click", () => line.send({ t: "earlier", before: view.first }));
at("#log").addEventListener("scroll", tellReading, { passive: true });
document.addEventListener("visibilitychange", tellCounts);
pictures.attach(at("#thread-composer .file"), ({ upload, text, preview }) => {
  thread.say({ t: "image", upload, text }, { preview });
});
setInterval(growOlder, AGE_EVERY);

for (const entry of outbox.entries) showEntry(entry);
line.open();
