// Where the others of the panel are: told by the server as it changes, or asked every few seconds where a
// stream cannot be had. Nothing here moves the page. "plumbline:news" on the sheet carries what was told.

import { token } from "../csrf.js";
import { hear } from "../room/hearing.js";
import { newId } from "./journal.js";

const MOVED = 1500; // milliseconds on another question after which the others are told
const WORDS = { live: "", asking: "", lost: "not up to date", out: "signed out", over: "closed" };

const form = document.getElementById("sheet");
const box = document.querySelector("[data-together]");
const people = box.querySelector("[data-together-people]");
const { seat, here } = box.dataset;
const tab = newId();
let place = "";
let told = "";
let moving = 0;

// --- what is shown ----------------------------------------------------------------------------------------

function say(state) {
  box.dataset.together = state;
  box.querySelector("[data-together-state]").textContent = WORDS[state];
}

const clock = (iso) => new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });

function row(person) {
  const found = people.querySelector(`[data-person="${person.seat}"]`);
  if (found) return found;
  const made = box.querySelector("[data-together-person]").content.firstElementChild.cloneNode(true);
  made.dataset.person = person.seat;
  made.querySelector("[data-person-name]").textContent = person.name;
  made.querySelector("[data-person-kind]").textContent = person.kind.toLowerCase();
  people.append(made);
  return made;
}

function showPerson(person, numbers) {
  const line = row(person);
  if (person.seat === seat) return;
  const number = numbers.get(person.question);
  const where = number ? `On question ${number} since ${clock(person.since)}` : "Here";
  line.querySelector("[data-person-place]").textContent = where;
  const whereabouts = { true: "here", false: "away", null: "" }[person.here];
  line.dataset.is = person.submitted ? "submitted" : whereabouts;
}

function show(news) {
  const numbers = new Map(news.questions.map((question) => [question.planned, question.number]));
  for (const person of news.people) showPerson(person, numbers);
  const seated = new Set(news.people.map((person) => person.seat));
  for (const line of [...people.children]) if (!seated.has(line.dataset.person)) line.remove();
  form.dispatchEvent(new CustomEvent("plumbline:news", { detail: news, bubbles: true }));
}

// --- where I am -------------------------------------------------------------------------------------------

function follow(event) {
  const question = event.target.closest?.("[data-question]")?.dataset.question;
  if (!question || question === "verdict" || question === place) return; // the verdict is no question
  place = question;
  clearTimeout(moving);
  moving = setTimeout(sayPlace, MOVED);
}

// It matters little: what is not heard is said again with the next question.
async function sayPlace() {
  if (!place || place === told || box.dataset.together === "out") return;
  const asked = place;
  const body = new URLSearchParams({ tab, question: asked });
  const answer = await fetch(here, { method: "POST", body, headers: { "X-CSRFToken": token(), Accept: "application/json" }, redirect: "manual" }).catch(() => null);
  if (answer?.ok) told = asked;
}

form.addEventListener("focusin", follow);
form.addEventListener("pointerdown", follow);
addEventListener("pageshow", (event) => event.persisted && (told = ""));

const listenAgain = hear(box, tab, show, say, sayPlace);

// Signed out, the sheet says when the person is back.
for (const name of ["plumbline:saved", "plumbline:signed-in"]) {
  form.addEventListener(name, () => {
    if (box.dataset.together !== "out") return;
    told = "";
    listenAgain();
  });
}
