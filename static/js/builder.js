// The page on which a loop is built, beyond what its forms do by themselves: questions are dragged,
// or moved by Alt and an arrow; after a change the focus stays where the person was; and what
// others did is shown in place. Every change goes through the forms of the page.

const builder = () => document.getElementById("builder");
const cards = (list) => [...list.querySelectorAll(":scope > [data-planned]")];
const cardOf = (element) => element.closest?.("[data-planned]");

// ---- moving: through the card's own form ----

const send = (card, values) => {
  const form = card.querySelector("form");
  if (!form) return;
  for (const [name, value] of Object.entries(values)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  form.requestSubmit();
};

const press = (card, way) => card.querySelector(`[name=direction][value=${way}]:not([aria-disabled=true])`)?.click();

const beside = (card, step) => {
  const sessions = [...builder().querySelectorAll("[data-session]:not(.is-closed)")];
  return sessions[sessions.indexOf(card.closest("[data-session]")) + step];
};

const WAYS = {
  ArrowUp: (card) => press(card, "up"),
  ArrowDown: (card) => press(card, "down"),
  ArrowLeft: (card) => carry(card, beside(card, -1)),
  ArrowRight: (card) => carry(card, beside(card, 1)),
};

const carry = (card, session) => session && send(card, { session: session.dataset.session });

document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !(event.key in WAYS)) return;
  const card = cardOf(event.target);
  if (!card || !("mayMove" in card.dataset)) return;
  event.preventDefault();
  WAYS[event.key](card);
});

// A button at the end of its way stays in the tab order, and does nothing.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("#builder [aria-disabled=true]")) event.preventDefault();
});

// ---- dragging ----

let dragged = null;

const unmark = () => document.querySelectorAll(".is-target").forEach((element) => element.classList.remove("is-target"));

const ready = () => {
  for (const card of document.querySelectorAll("[data-may-move]")) card.draggable = true;
};

document.addEventListener("dragstart", (event) => {
  dragged = event.target.matches?.("[data-may-move]") ? event.target : null;
  if (!dragged) return;
  dragged.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
});

document.addEventListener("dragover", (event) => {
  const session = dragged && event.target.closest?.("[data-session]:not(.is-closed)");
  if (!session) return;
  event.preventDefault();
  unmark();
  (cardOf(event.target) ?? session).classList.add("is-target");
});

document.addEventListener("drop", (event) => {
  const session = dragged && event.target.closest?.("[data-session]:not(.is-closed)");
  if (!session) return;
  event.preventDefault();
  const others = cards(session.querySelector("[data-list]")).filter((card) => card !== dragged);
  const before = others.indexOf(cardOf(event.target));
  const place = before < 0 ? others.length : before;
  if (cardOf(event.target) !== dragged) send(dragged, { session: session.dataset.session, place });
});

document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  dragged = null;
  unmark();
});

// ---- the focus stays with the question, or else with its interview ----

const places = new WeakMap(); // by request: a quick hand sends the next before the last has settled

document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.matches?.("#builder form")) return;
  const { activeElement } = document;
  const card = cardOf(event.target);
  const session = event.target.closest?.("[data-session]")?.dataset.session;
  const scroll = document.querySelector(".loop-sessions")?.scrollLeft;
  places.set(event.detail.xhr, { focus: activeElement?.id, card: card?.id, session, scroll });
});

document.addEventListener("htmx:afterSettle", (event) => {
  const place = places.get(event.detail.xhr);
  if (event.target.id !== "builder" || !place) return;
  ready();
  const { focus, card, session, scroll } = place;
  document.querySelector(".loop-sessions")?.scrollTo({ left: scroll });
  const heading = session && document.querySelector(`[data-session="${session}"] h2`);
  const next = [focus, card].map((id) => id && document.getElementById(id)).find(Boolean) ?? heading;
  if (document.activeElement === document.body || !document.activeElement) next?.focus({ preventScroll: true });
});

// ---- what others did, shown without leaving the page ----

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-show-news]");
  if (!link || !builder()) return;
  event.preventDefault();
  window.htmx.ajax("GET", link.href, { source: builder(), target: "#builder", select: "#builder", swap: "outerHTML show:none" });
});

ready();
