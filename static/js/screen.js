// The candidate's screen: takes over what the server says stands on it, by server-sent events; where they
// cannot be had, by asking every few seconds. What comes is HTML that the server has cleaned. When nothing
// more comes the page is loaded again, and says that it is over.

const ASK_EVERY = 4000;
const LOST_AFTER = 3; // failures in a row before the page says so

const page = document.querySelector("#screen");
const place = page.querySelector("[data-shown]");
const lost = page.querySelector("[data-lost]");
let failures = 0;
let asking = false;
let tag = "";

function reach() {
  failures = 0;
  lost.textContent = "";
}

function show(state) {
  reach();
  const made = document.createElement("template");
  made.innerHTML = state.shown;
  const before = document.createElement("template");
  before.innerHTML = place.innerHTML;
  // Same content: left alone, so that a screen reader does not read it again.
  if (made.innerHTML.trim() === before.innerHTML.trim()) return;
  place.replaceChildren(made.content);
  place.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true })); // scrollable.js looks at what is new
  window.scrollTo(0, 0);
}

function fail() {
  failures += 1;
  if (failures >= LOST_AFTER) lost.textContent = "No connection at the moment. The question shown may be out of date.";
}

async function ask() {
  try {
    const answer = await fetch(page.dataset.poll, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status === 204) return location.reload();
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") ?? "";
      show(await answer.json());
    } else if (answer.status === 304) reach();
    else fail();
  } catch {
    fail();
  }
  setTimeout(ask, ASK_EVERY * (0.75 + Math.random() / 2));
}

function askInstead() {
  if (asking) return;
  asking = true;
  ask();
}

function listen() {
  const source = new EventSource(page.dataset.events);
  source.addEventListener("message", (event) => show(JSON.parse(event.data)));
  source.addEventListener("end", (event) => {
    source.close();
    if (event.data === "closed") location.reload();
    else askInstead();
  });
  source.addEventListener("error", () => {
    fail();
    // Closed: the server has no streams, or nothing more to say; asking finds out which.
    if (source.readyState === EventSource.CLOSED) askInstead();
  });
}

if ("EventSource" in window) listen();
else askInstead();
