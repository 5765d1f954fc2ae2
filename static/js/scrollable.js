// A box that scrolls sideways or down must be reachable by keyboard. Whatever of these overflows
// gets a tab stop, and loses it when it no longer does.

const BOXES = ".prose pre, .prose table, .diff, .table-scroll, .pane, .layout-sticky";

const stop = (box) => {
  box.tabIndex = 0;
  box.dataset.scrollStop = "";
};

const update = (box) => {
  const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
  if (scrolls && !box.hasAttribute("tabindex")) {
    stop(box);
  } else if (!scrolls && "scrollStop" in box.dataset) {
    box.removeAttribute("tabindex");
    delete box.dataset.scrollStop;
  }
};

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));

// Inside a closed <details> nothing has a size yet: it starts with a tab stop, out of reach anyway,
// and is measured when it opens.
const watch = (root) => {
  for (const box of root.querySelectorAll(BOXES)) {
    if (box.closest("details:not([open])") && !box.hasAttribute("tabindex")) stop(box);
    sizes.observe(box);
  }
};

watch(document);
document.addEventListener("htmx:load", (event) => watch(event.target));
