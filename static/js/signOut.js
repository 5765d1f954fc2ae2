// Signing out deletes what this browser keeps of the person. While something of it is not on the server, the
// person is asked first (components/sign_out.html). The server is told before anything is deleted: who is not
// signed out has lost nothing. Other people's changes stay.

import { token } from "./csrf.js";
import { forgetPlaces, placeOf } from "./live/places.js";
import { Store, forgetAll } from "./live/store.js";

const BATCH = 50;
const TIMEOUT = 20_000;
const AWAY = "The server cannot be reached. You are still signed in, and nothing is deleted.";

const dialog = document.getElementById("sign-out-dialog");
const problem = dialog.querySelector("[data-sign-out-problem]");
let leaving = null; // the form that signs out

const post = (url, body, headers) =>
  fetch(url, { method: "POST", body, headers: { "X-CSRFToken": token(), ...headers }, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) });

const changes = (count) => `${count} change${count === 1 ? "" : "s"}`;

const groups = (rows, key) => rows.reduce((found, row) => found.set(key(row), [...(found.get(key(row)) ?? []), row]), new Map());

function ask(user, rows) {
  const lines = [...groups(rows, (row) => row.seat)].map(([seat, some]) => {
    const line = document.createElement("li");
    line.textContent = `${changes(some.length)} of ${placeOf(user, seat)?.title ?? "an interview"}`;
    return line;
  });
  dialog.querySelector("[data-sign-out-places]").replaceChildren(...lines);
  if (!dialog.open) dialog.showModal();
}

async function signOut() {
  const user = leaving.dataset.signOut;
  const answer = await post(leaving.action, new URLSearchParams()).catch(() => null);
  if (answer?.type !== "opaqueredirect") return (problem.textContent = AWAY);
  await forgetAll(user);
  forgetPlaces(user);
  location.assign(leaving.dataset.after ?? "/account/login/");
}

// Sends one page's changes of one seat; says what went wrong, or nothing.
async function sendSome(store, place, rows) {
  const { client, seat } = rows[0];
  const edits = rows.map(({ sequence, field, value, base, at }) => ({ sequence, field, value, base, at }));
  const body = JSON.stringify({ client, seat, now: Date.now(), edits });
  const answer = await post(place.edits, body, { "Content-Type": "application/json" });
  const told = await answer.json().catch(() => null);
  if (!answer.ok || !told) return told?.error?.detail ?? AWAY;
  const refused = new Set(told.errors.map((error) => error.sequence)); // what is not taken stays here, to be copied
  const taken = rows.filter((row) => !refused.has(row.sequence));
  await store.write([], taken.map((row) => [row.user, row.seat, row.client, row.field]));
  return told.errors.map((error) => error.detail).join(" ");
}

async function sendAll(user, rows) {
  const store = new Store();
  const wrong = [];
  for (const some of groups(rows, (row) => `${row.seat} ${row.client}`).values()) {
    const place = placeOf(user, some[0].seat);
    if (!place) wrong.push("Open the interview's sheet to send its changes.");
    some.sort((one, other) => one.sequence - other.sequence);
    for (let start = 0; place && start < some.length; start += BATCH) {
      wrong.push(await sendSome(store, place, some.slice(start, start + BATCH)).catch(() => AWAY));
    }
  }
  return [...new Set(wrong.filter(Boolean))].join(" ");
}

// One thing at a time, however often a button is pressed.
async function once(button, work) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  problem.textContent = "";
  await work();
  button.removeAttribute("aria-disabled");
}

document.addEventListener("submit", async (event) => {
  if (!event.target.dataset.signOut) return;
  event.preventDefault();
  leaving = event.target;
  const rows = await new Store().read(leaving.dataset.signOut);
  if (rows.length) return ask(leaving.dataset.signOut, rows);
  await signOut();
  if (problem.textContent) HTMLFormElement.prototype.submit.call(leaving); // the browser says what is wrong
});

const deleting = dialog.querySelector("[data-sign-out-delete]");
deleting.addEventListener("click", () => once(deleting, signOut));

const sending = dialog.querySelector("[data-sign-out-send]");
sending.addEventListener("click", () =>
  once(sending, async () => {
    const user = leaving.dataset.signOut;
    const wrong = await sendAll(user, await new Store().read(user));
    const left = await new Store().read(user);
    if (left.length) ask(user, left);
    if (wrong) problem.textContent = wrong;
    else if (!left.length) await signOut();
  }),
);

dialog.addEventListener("close", () => (problem.textContent = ""));
