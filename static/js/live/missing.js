// What is missing before a card can be submitted: each line leads to its field and puts the focus into it.
// Without this the browser leads there too; of a group of radio buttons it then focuses no button.

const list = document.getElementById("missing");

list?.addEventListener("click", (event) => {
  const target = decodeURIComponent(event.target.closest?.("a")?.hash.slice(1) ?? "");
  if (!target.startsWith("field-")) return;
  const found = document.getElementById("sheet").elements.namedItem(target.slice("field-".length));
  const control = found instanceof RadioNodeList ? ([...found].find((one) => one.checked) ?? found[0]) : found;
  if (!control) return;
  event.preventDefault();
  control.focus({ preventScroll: true });
  control.scrollIntoView({ block: "center" });
});
