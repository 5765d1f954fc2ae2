// Where the others of the panel are: told by the server as it changes, or asked every few seconds where a
// stream cannot be had. Nothing here moves the page. "plumbline:news" on the sheet carries what was told.

import { token } from "../csrf.js";
import { newId } from "./journal.js";

const ASKED_EVERY = [10_000, 15_000]; // milliseconds, at random in between
const LONGEST_PAUSE = 60_000;
const STREAM_AGAIN = 5; // answers by asking after which the stream is tried again
const MOVED = 1500; // milliseconds on another question after which the others are told
const TIMEOUT = 15_000;
const WORDS = { live: "", asking: "", lost: "not up to date", out: "signed out", over: "closed" };

const form = document.getElementById("sheet");
const box = document.querySelector("[data-together]");
const people = box.querySelector("[data-together-people]");
const { seat, poll, events, here } = box.dataset;
const tab = newId();
let source = null;
let timer = 0;
let tag = "";
let failures = 0;
let answers = 0;
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

// --- how it is heard --------------------------------------------------------------------------------------

function stop(state) {
  source?.close();
  source = null;
  clearTimeout(timer);
  say(state);
}

// The sheet says again when the person is signed in.
function signedOut() {
  stop("out");
}

const ENDS = { closed: () => stop("over"), "signed-out": signedOut, enough: () => askFromNowOn() };

function listen() {
  stop("lost");
  source = new EventSource(`${events}?tab=${tab}`);
  source.addEventListener("open", sayPlace);
  source.addEventListener("message", ({ data }) => {
    say("live");
    show(JSON.parse(data));
  });
  source.addEventListener("end", ({ data }) => ENDS[data]?.());
  source.addEventListener("error", () => {
    if (source?.readyState === EventSource.CLOSED) askFromNowOn();
    else say("lost"); // the browser tries again by itself
  });
}

function askFromNowOn() {
  stop("lost");
  answers = 0;
  ask();
}

function askLater() {
  clearTimeout(timer);
  const [least, most] = ASKED_EVERY;
  const pause = Math.min(least * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE);
  timer = setTimeout(ask, pause + Math.random() * (most - least));
}

async function ask() {
  if (document.hidden) return; // goes on when somebody looks
  const answer = await fetch(`${poll}?tab=${tab}`, {
    headers: { Accept: "application/json", "If-None-Match": tag },
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT),
  }).catch(() => null);
  if (source) return;
  if (answer?.status === 401 || answer?.type === "opaqueredirect") return signedOut();
  if (answer?.status === 204 || answer?.status === 404) return stop("over");
  failures = answer?.status === 304 || answer?.ok ? 0 : failures + 1;
  if (failures) say("lost");
  else await took(answer);
  if (events && !failures && answers >= STREAM_AGAIN) return listen();
  askLater();
}

async function took(answer) {
  say("asking");
  answers += 1;
  sayPlace();
  if (answer.status === 304) return;
  tag = answer.headers.get("ETag") ?? "";
  const news = await answer.json().catch(() => null);
  if (news) show(news);
}

function start() {
  told = "";
  failures = 0;
  if (events && globalThis.EventSource) listen();
  else askFromNowOn();
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
for (const name of ["plumbline:saved", "plumbline:signed-in"]) form.addEventListener(name, () => box.dataset.together === "out" && start());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && !source && ["asking", "lost"].includes(box.dataset.together)) ask();
});
addEventListener("pageshow", (event) => event.persisted && start());

start();
