// Who is in the room of a debrief or a meeting, and whether it has gone on. Nothing here moves the page: that it
// went on is said at its edge, and whoever reads or types goes along when they want to. A part of the page that
// nobody is in (data-room-fresh) goes along by itself.

import { token } from "../csrf.js";
import { newId } from "../live/journal.js";
import { hear } from "./hearing.js";

const WORDS = { live: "", asking: "", lost: "not up to date", out: "signed out", over: "closed" };

const PATIENCE = 2_000; // milliseconds

const box = document.querySelector("[data-room]");
const people = box.querySelector("[data-room-people]");
const news = document.querySelector("[data-room-news]");
const tab = newId();
let heard = "";
let saying = 0;

// A text is set only when it differs, so that nothing is read out or laid out again for nothing.
function put(element, text) {
  if (element && element.textContent !== text) element.textContent = text;
}

function row(person) {
  const found = people.querySelector(`[data-person="${person.id}"]`);
  if (found) return found;
  const made = box.querySelector("[data-room-person]").content.firstElementChild.cloneNode(true);
  made.dataset.person = person.id;
  people.append(made);
  return made;
}

const flag = (value) => (value === null || value === undefined ? "" : String(value));

function showPerson(person) {
  const line = row(person);
  put(line.querySelector("[data-person-name]"), person.name);
  put(line.querySelector("[data-person-part]"), person.part ?? "");
  line.dataset.here = flag(person.here);
  line.dataset.read = flag(person.read);
  line.dataset.voted = flag(person.voted);
}

function goOn(told) {
  const fresh = document.querySelector("[data-room-fresh]");
  if (fresh && !fresh.contains(document.activeElement) && globalThis.htmx) {
    box.dataset.sign = told.sign;
    globalThis.htmx.trigger(fresh, "plumbline:went-on");
    return;
  }
  put(news.querySelector("[data-room-word]"), told.word ?? "");
  news.hidden = false;
}

function show(told) {
  for (const person of told.people) showPerson(person);
  const here = new Set(told.people.map((person) => person.id));
  for (const line of [...people.children]) if (!here.has(line.dataset.person)) line.remove();
  if (told.sign !== box.dataset.sign) goOn(told);
  else news.hidden = true;
}

function say(state) {
  heard = state;
  box.dataset.room = state;
  // Between two pages nobody is heard for a moment: not worth a word.
  clearTimeout(saying);
  const word = () => put(box.querySelector("[data-room-state]"), WORDS[state]);
  if (state === "lost") saying = setTimeout(word, PATIENCE);
  else word();
}

// A page with a stream is missed when the stream ends; one that asks says goodbye.
addEventListener("pagehide", () => {
  if (heard !== "asking") return;
  const body = new FormData();
  body.append("tab", tab);
  body.append("csrfmiddlewaretoken", token());
  navigator.sendBeacon?.(box.dataset.left, body);
});

hear(box, tab, show, say);
