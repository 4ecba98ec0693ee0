// What a page keeps in this browser: drafts, unsent messages, marks. Lost with the browser, and
// nothing but comfort is lost with it; a browser that keeps nothing still works.

const PREFIX = document.body.dataset.shelf;

export function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(`${PREFIX}:${name}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(name, value) {
  try {
    if (value === null || value === "") localStorage.removeItem(`${PREFIX}:${name}`);
    else localStorage.setItem(`${PREFIX}:${name}`, JSON.stringify(value));
  } catch {
    // A full or forbidden store: the page goes on with what it holds in memory.
  }
}

export function nextNumber() {
  const number = kept("number", 0) + 1;
  keep("number", number);
  return number;
}

/** As `crypto.randomUUID`, which plain http does not offer. */
export function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
