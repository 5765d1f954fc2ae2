// htmx weighs as much as half the sheet's own script, and the sheet needs it for what is rare: another question,
// another place, the candidate's screen. So it comes when such a menu opens, or at the press itself.

const form = document.getElementById("sheet");
const WANTS = "[hx-get], [hx-post]";
let coming = null;

const complete = () => document.readyState === "complete" || new Promise((go) => addEventListener("load", go, { once: true }));

// Resolves to whether it is here; after a failure the next press tries again.
function load() {
  coming ??= (async () => {
    await complete(); // it looks over a page that is complete, and no other
    await new Promise((here, failed) => {
      const script = document.createElement("script");
      script.addEventListener("load", here);
      script.addEventListener("error", failed);
      script.src = form.dataset.htmx;
      document.head.append(script);
    });
    return true;
  })().catch(() => (coming = null));
  return coming;
}

document.addEventListener("toggle", (event) => event.target.open && event.target.querySelector(WANTS) && load(), true);

document.addEventListener(
  "click",
  async (event) => {
    const element = event.target.closest?.(WANTS);
    if (!element || window.htmx) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await load()) element.click();
    else element.dispatchEvent(new CustomEvent("htmx:sendError", { bubbles: true, detail: { elt: element, xhr: { status: 0 } } }));
  },
  true,
);
