// The review of an import: the question one is on and its lines in the document, linked both ways.
// j and k (or the arrows) move; the letters of the other verbs are moved to the row one is on, so that
// shortcuts.js and its list of keys do the rest. Without this script all of it is links and forms.

const review = document.querySelector("[data-review]");
const lines = review.querySelector("[data-lines]");
const rows = () => [...review.querySelectorAll("[data-row]")];
const current = () => review.querySelector('[data-row][aria-current="true"]');
let place = 0; // of the row one is on, so that the next takes its place when it leaves the list

const idOf = (row) => row.id.replace("item-", "");

const giveKeys = (row) => {
  for (const old of review.querySelectorAll("[data-row-key][data-key]")) delete old.dataset.key;
  for (const verb of row.querySelectorAll("[data-row-key]")) verb.dataset.key = verb.dataset.rowKey;
};

const highlight = (row) => {
  for (const old of lines.querySelectorAll(".is-chosen")) old.classList.remove("is-chosen");
  const own = [...lines.querySelectorAll(`li[data-item="${idOf(row)}"]`)];
  for (const line of own) line.classList.add("is-chosen");
  // scrollTop, not scrollIntoView: the page itself stays where it is.
  if (own.length) lines.scrollTop += own[0].getBoundingClientRect().top - lines.getBoundingClientRect().top - 24;
  return own.length > 0;
};

const load = (query) =>
  htmx.ajax("GET", `${review.dataset.document}?${query}`, { target: "#pane", swap: "outerHTML" });

const showLines = async (row) => {
  if (highlight(row)) return;
  await load(`at=${idOf(row)}`);
  // Meanwhile one may have moved on; what came now took the marks of that row's lines with it.
  const on = current();
  if (on && !highlight(on) && on !== row) await showLines(on);
};

const choose = (row, { focus = true } = {}) => {
  if (!row) return;
  for (const other of rows()) {
    other.classList.toggle("is-current", other === row);
    if (other === row) other.setAttribute("aria-current", "true");
    else other.removeAttribute("aria-current");
  }
  place = rows().indexOf(row);
  giveKeys(row);
  if (focus) row.focus({ preventScroll: true });
  if (focus) row.scrollIntoView({ block: "nearest" });
  showLines(row);
};

const typing = (element) =>
  element.isContentEditable || element.matches("textarea, select, input:not([type=checkbox], [type=submit])");

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.defaultPrevented) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const on = current();
  if (event.key === "Enter" && event.target.matches("[data-row]")) {
    event.preventDefault();
    shows("document");
    showLines(event.target);
  } else if (event.key in STEPS && !event.target.closest("[data-lines], details.menu")) {
    event.preventDefault();
    // The first key goes to the row that is marked; from then on they go from row to row.
    const inside = document.activeElement?.closest("[data-row]");
    const there = rows();
    choose(inside ? there[there.indexOf(inside) + STEPS[event.key]] : (on ?? there[0]));
  }
});

review.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row && row !== current()) choose(row, { focus: false });
});

review.addEventListener("click", async (event) => {
  const close = event.target.closest("[data-close-slot]");
  const row = event.target.closest("[data-row]");
  const line = event.target.closest("[data-lines] li[data-item]");
  const remark = event.target.closest("[data-line]");
  if (close) {
    close.closest(".review-slot").replaceChildren();
    choose(row);
  } else if (event.target.closest("[data-show-lines]")) {
    event.preventDefault();
    shows("document");
    choose(row);
  } else if (row && !event.target.closest("a, button, input, summary, form, label")) {
    choose(row);
  } else if (line && !event.target.closest(".source-note") && !String(getSelection())) {
    event.preventDefault();
    toItem(line.dataset.item);
  } else if (remark) {
    event.preventDefault();
    await load(`line=${remark.dataset.line}`);
    document.getElementById(`L${remark.dataset.line}`)?.scrollIntoView({ block: "center" });
  }
});

// Another page of the list may hold it: the server knows which.
const toItem = async (id) => {
  shows("items");
  if (!document.getElementById(`item-${id}`)) {
    const url = `${review.dataset.batch}?view=all&at=${id}`;
    await htmx.ajax("GET", url, { target: "#review", swap: "outerHTML" });
  }
  choose(document.getElementById(`item-${id}`));
};

// --- after a verb -------------------------------------------------------------------------------------------

document.addEventListener("htmx:afterSwap", (event) => {
  const slot = event.detail.target.closest(".review-slot");
  if (slot) slot.querySelector(".form-errors, textarea, input:not([type=hidden]), button")?.focus();
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.elt.id !== "review" || !event.detail.requestConfig || event.detail.requestConfig.verb === "get") return;
  const at = new URL(event.detail.xhr.responseURL).searchParams.get("at");
  const there = rows();
  choose((at && document.getElementById(`item-${at}`)) || there[Math.min(place, there.length - 1)]);
});

// --- one pane at a time on narrow screens ----------------------------------------------------------------------

const toggle = document.querySelector("[data-review-toggle]");

const shows = (pane) => {
  review.dataset.pane = pane;
  for (const button of toggle.querySelectorAll("[data-shows]")) {
    button.setAttribute("aria-pressed", String(button.dataset.shows === pane));
  }
};

toggle.hidden = false;
toggle.addEventListener("click", (event) => {
  const button = event.target.closest("[data-shows]");
  if (button) shows(button.dataset.shows);
});

shows("items");
choose(current() ?? rows()[0], { focus: location.hash.startsWith("#item-") });
