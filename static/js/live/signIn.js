// Signing in again on a page that is still open, as the person whose page it is (accounts/views/again.py).
// "plumbline:signed-out" and "plumbline:refused" lead here; when the person is in again the sheet hears
// "plumbline:signed-in". The dialog never opens under the hands of who types, and "Not now" is a no until
// something was saved or the person asks for it. The password goes into one request and nowhere else.

import { token } from "../csrf.js";
import { rememberPlace } from "./places.js";

const QUIET = 4000; // milliseconds without a key after which a person in a text has paused
const TIMEOUT = 20_000;
const AWAY = "The server cannot be reached. What you typed is kept. Try again in a moment.";

const dialog = document.getElementById("sign-in-dialog");
const form = dialog.querySelector("form");
const sheet = document.getElementById("sheet");
const password = dialog.querySelector("[type=password]");
const problem = dialog.querySelector("[data-sign-in-problem]");
const button = dialog.querySelector("[type=submit]");
let declined = false;
let timer = 0;
let lastKey = -QUIET;

const ask = (options) => fetch(form.action, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT), ...options });

// {name, email} of who is signed in in this browser, null each for nobody; the answer brings the cookie of forms.
const whoIsIn = async () => (await ask({ headers: { Accept: "application/json" } })).json();

const isOwner = (person) => person.email === dialog.dataset.email;

function open(other = null) {
  clearTimeout(timer);
  for (const why of dialog.querySelectorAll("[data-sign-in-why]")) why.hidden = (why.dataset.signInWhy === "other") !== Boolean(other);
  dialog.querySelector("[data-sign-in-other]").textContent = other ?? "";
  if (!dialog.open) dialog.showModal();
}

function openWhenQuiet(other) {
  clearTimeout(timer);
  if (declined || dialog.open) return;
  const typing = document.activeElement?.matches("textarea, input:not([type=radio], [type=checkbox])");
  const quiet = performance.now() - lastKey;
  if (document.querySelector("dialog[open]") || (typing && quiet < QUIET)) timer = setTimeout(openWhenQuiet, QUIET / 4, other);
  else open(other);
}

function say(words) {
  problem.textContent = words;
  password.setAttribute("aria-invalid", String(Boolean(words)));
  if (words && dialog.open) password.focus();
}

function close() {
  declined = false;
  clearTimeout(timer);
  dialog.close("in");
}

// The sheet goes on. Who is signed in is known by now: the page's own person.
function goOn() {
  close();
  sheet.dispatchEvent(new CustomEvent("plumbline:signed-in"));
}

// Somebody else may have signed in in another tab: the server then refuses what is not theirs.
async function lookWhoIsIn() {
  const person = await whoIsIn().catch(() => null);
  if (person && !isOwner(person)) openWhenQuiet(person.name);
}

async function tell() {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
  const body = JSON.stringify({ page: dialog.dataset.page, password: password.value });
  const answer = await ask({ method: "POST", headers, body });
  const error = answer.ok ? null : await answer.json().then((told) => told.error, () => null);
  return { answer, error };
}

async function send() {
  if (!token()) await whoIsIn();
  const first = await tell();
  if (first.answer.status !== 403 || first.error) return first;
  await whoIsIn(); // the key of forms was old: once more with a new one
  return tell();
}

async function signIn() {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  say("");
  try {
    const { answer, error } = await send();
    if (answer.ok) goOn();
    else say(error?.detail ?? (answer.status >= 500 ? AWAY : "That did not work. Sign in in a new tab, then come back here."));
  } catch {
    say(AWAY);
  }
  button.removeAttribute("aria-disabled");
}

// Signing out names and sends what is kept of this interview.
rememberPlace(sheet.dataset.user, sheet.dataset.seat, { title: document.title.split(" · ")[0], edits: sheet.dataset.edits });

for (const kind of ["keydown", "input"]) document.addEventListener(kind, () => (lastKey = performance.now()), true);
document.addEventListener("plumbline:signed-out", (event) => {
  event.preventDefault(); // it is seen to
  openWhenQuiet();
});
document.addEventListener("plumbline:refused", lookWhoIsIn);
sheet.addEventListener("plumbline:saved", close);
document.addEventListener("click", async (event) => {
  if (!event.target.closest("[data-sign-in]")) return;
  event.preventDefault();
  declined = false;
  const person = await whoIsIn().catch(() => null);
  if (person && isOwner(person)) goOn();
  else open(person?.name);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  signIn();
});
dialog.addEventListener("close", () => {
  declined = dialog.returnValue !== "in";
  dialog.returnValue = "";
  password.value = "";
  say("");
});
// Back from another tab, where the person may have signed in.
addEventListener("focus", async () => {
  if (!dialog.open || document.visibilityState !== "visible") return;
  const person = await whoIsIn().catch(() => null);
  if (person && isOwner(person) && dialog.open) goOn();
});
