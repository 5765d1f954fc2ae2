// On a card that takes no more changes: what was typed in this browser and never reached the server,
// to be copied or thrown away.

import { Journal } from "./journal.js";

const place = document.querySelector("[data-leftovers]");
const left = place ? Journal.leftBehind(place.dataset.seat) : [];
const texts = left.flatMap((journal) => journal.batch(Infinity)).filter((edit) => edit.value.trim());

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

if (texts.length) {
  const box = element("section", "callout callout-warn");
  const body = element("div", "callout-body");
  const discard = element("button", "button button-small", "Throw these away");
  discard.type = "button";
  discard.addEventListener("click", () => {
    for (const journal of left) journal.forget();
    box.remove();
  });
  body.append(element("p", "callout-title", "Typed in this browser, but not part of the card"));
  body.append(element("p", "", "These changes did not reach the server before the card was closed. Copy what you need."));
  for (const edit of texts) {
    const name = edit.field.split(":")[0].replaceAll("_", " ");
    body.append(element("p", "strong", name[0].toUpperCase() + name.slice(1)), element("div", "conflict-text", edit.value));
  }
  body.append(discard);
  box.append(body);
  place.append(box);
} else {
  for (const journal of left) journal.forget();
}
