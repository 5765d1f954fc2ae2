// A box that scrolls sideways or down must be reachable by keyboard. Whatever of these overflows
// gets a tab stop, and loses it when it no longer does.

const BOXES = ".prose pre, .prose table, .diff, .table-scroll, .pane, .layout-sticky";

const update = (box) => {
  const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
  if (scrolls && !box.hasAttribute("tabindex")) {
    box.tabIndex = 0;
    box.dataset.scrollStop = "";
  } else if (!scrolls && "scrollStop" in box.dataset) {
    box.removeAttribute("tabindex");
    delete box.dataset.scrollStop;
  }
};

const sizes = new ResizeObserver((entries) => entries.forEach(({ target }) => update(target)));

const watch = (root) => root.querySelectorAll(BOXES).forEach((box) => sizes.observe(box));

watch(document);
document.addEventListener("htmx:load", (event) => watch(event.target));
