// One letter does what a link, button or field does: data-key="n" data-key-label="New question".
// data-key="g b" is two keys in a row. Fields are focused, everything else is clicked.
// "?" lists every key of the page. Nothing happens while a person types or a dialog is open.

const PAUSE = 1200; // milliseconds a first key waits for its second
let pending = "";
let timer = 0;

const typing = (element) =>
  element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=submit])");

const visible = (element) => element.checkVisibility() && !element.disabled;

const keyed = () => [...document.querySelectorAll("[data-key]")].filter(visible);

const act = (element) => {
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) element.focus();
  else element.click();
};

const labelOf = (element) => element.dataset.keyLabel || element.getAttribute("aria-label") || element.textContent.trim();

const row = (keys, label) => {
  const item = document.createElement("div");
  const name = document.createElement("dt");
  const what = document.createElement("dd");
  for (const key of keys.split(" ")) {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    name.append(cap, " ");
  }
  what.textContent = label;
  item.append(name, what);
  return item;
};

const showHelp = () => {
  const dialog = document.getElementById("keys-dialog");
  const list = dialog.querySelector("[data-keys]");
  const known = new Map(keyed().map((element) => [element.dataset.key, labelOf(element)]));
  for (const element of document.querySelectorAll("[data-keys-hint]")) {
    known.set(element.dataset.keysHint, element.dataset.keysHintLabel);
  }
  known.set("?", "Show these keys");
  list.replaceChildren(...[...known].map(([keys, label]) => row(keys, label)));
  dialog.showModal();
};

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-open-keys]")) showHelp();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") return void (event.preventDefault(), showHelp());
  clearTimeout(timer);
  const sequence = pending ? `${pending} ${event.key}` : event.key;
  const elements = keyed();
  const match = elements.find((element) => element.dataset.key === sequence) ?? elements.find((element) => element.dataset.key === event.key);
  pending = "";
  if (match) {
    event.preventDefault();
    act(match);
  } else if (elements.some((element) => element.dataset.key.startsWith(`${event.key} `))) {
    pending = event.key;
    timer = setTimeout(() => (pending = ""), PAUSE);
  }
});
