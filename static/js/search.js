// The bank by keyboard: arrows go from the search field into the results and through them, Escape returns.
// Enter opens what has the focus, as it does everywhere. Everything else the page does by itself.

const results = () => [...document.querySelectorAll("[data-result]")];

const go = (link) => {
  link.focus({ preventScroll: true });
  link.closest("tr").scrollIntoView({ block: "nearest" });
};

const inResults = (field, step, event) => {
  const links = results();
  const place = links.indexOf(document.activeElement);
  if (place < 0 && (document.activeElement !== field || step < 0)) return;
  event.preventDefault();
  if (place + step < 0) field.focus();
  else if (place + step < links.length) go(links[place + step]);
};

document.addEventListener("keydown", (event) => {
  const field = document.getElementById("search");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  if (event.key === "ArrowDown") inResults(field, 1, event);
  else if (event.key === "ArrowUp") inResults(field, -1, event);
  else if (event.key === "Escape" && results().includes(document.activeElement)) {
    field.focus();
    field.select();
  }
});

// Another page of results: the button that was pressed is gone, so the reader starts at the top of them.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body) document.getElementById("results-count")?.focus({ preventScroll: true });
});
