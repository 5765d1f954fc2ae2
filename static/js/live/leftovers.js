// On a card that takes no more changes: what was typed in this browser and never reached the server, to be
// copied or thrown away. What the card says already is no leftover. A page that is still open keeps its own.

import { whenGone } from "./alive.js";
import { Journal } from "./journal.js";
import { Store } from "./store.js";

const place = document.querySelector("[data-leftovers]");
const { user, seat } = place?.dataset ?? {};

const element = (name, className, text) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
};

const onCard = async () => {
  try {
    const answer = await fetch(place.dataset.fields, { headers: { Accept: "application/json" }, redirect: "manual" });
    return (await answer.json()).values ?? {};
  } catch {
    return {}; // not known: then everything is shown
  }
};

const isFact = (edit) => /^(mark|hint):/.test(edit.field);

const title = (field) => {
  const name = field.split(":")[0].replaceAll("_", " ");
  return name[0].toUpperCase() + name.slice(1);
};

function show(journal, texts) {
  const box = element("section", "callout callout-warn");
  const body = element("div", "callout-body");
  const discard = element("button", "button button-small", "Throw these away");
  discard.type = "button";
  discard.addEventListener("click", () => {
    journal.forget();
    box.remove();
  });
  body.append(element("p", "callout-title", "Typed in this browser, but not part of the card"));
  body.append(element("p", "", "These changes did not reach the server before the card was closed. Copy what you need."));
  for (const edit of texts) {
    const text = element("div", "conflict-text", edit.value);
    text.tabIndex = 0;
    body.append(element("p", "strong", title(edit.field)), text);
  }
  body.append(discard);
  box.append(body);
  place.append(box);
}

async function offer(store, client) {
  const journal = (await Journal.others(store, user, seat)).find((one) => one.client === client);
  if (!journal) return;
  const known = await onCard();
  const texts = journal.batch().filter((edit) => !isFact(edit) && edit.value.trim() && known[edit.field] !== edit.value);
  if (texts.length) show(journal, texts);
  else journal.forget();
}

if (place) {
  const store = new Store();
  const left = await Journal.others(store, user, seat);
  for (const { client } of left) whenGone(client, () => offer(store, client));
}
