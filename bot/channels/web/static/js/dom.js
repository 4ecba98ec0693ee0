// Elements from values. Text is only ever set as text, so nothing that was typed becomes a page.

export const at = (selector, inside = document) => inside.querySelector(selector);

export const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];

/** `on` holds listeners, `data` the dataset; everything else is an attribute. */
export function make(tag, { on = {}, data = {}, text = "", ...attributes } = {}, children = []) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== undefined) element.setAttribute(name, value === true ? "" : value);
  }
  Object.assign(element.dataset, data);
  for (const [name, listener] of Object.entries(on)) element.addEventListener(name, listener);
  if (text) element.textContent = text;
  element.append(...children.filter(Boolean));
  return element;
}

/** Whether a key pressed in a field of words means “send”: Enter alone. With Shift it begins a new
 *  line, and an input method's Enter only picks a word. */
export const sends = (event) =>
  event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229;

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
