// Blocks of sessions are dragged, or moved by arrow keys, on the days of a loop. Nothing is saved here: where a
// block is let go, or Enter is pressed, the server shows the move with what speaks against it.

const QUARTER = 15;
const DAY = 24 * 60;

/** A clock's text ("2027-03-01T09:30") so many minutes later; the same clock, so no zone is asked. */
function shifted(clock, minutes) {
  const moment = new Date(`${clock}:00Z`);
  moment.setUTCMinutes(moment.getUTCMinutes() + minutes);
  return moment.toISOString().slice(0, 16);
}

/** How many minutes from the block's own time it was moved; null while it was not. */
const moves = new WeakMap();

function days(block) {
  return [...block.closest("[data-days]").querySelectorAll("[data-day]")];
}

function place(block, steps, columns) {
  const grid = block.closest("[data-grid]");
  const all = days(block);
  const from = all.indexOf(block.closest("[data-day]"));
  const to = Math.max(0, Math.min(all.length - 1, from + columns));
  const height = grid.getBoundingClientRect().height / Number(block.closest("[data-days]").dataset.rows);
  const across = all[to].getBoundingClientRect().left - all[from].getBoundingClientRect().left;
  const between = (Date.parse(all[to].dataset.day) - Date.parse(all[from].dataset.day)) / 60000;
  moves.set(block, { steps, columns: to - from, clock: shifted(block.dataset.at, steps * QUARTER + between) });
  block.style.transform = `translate(${across}px, ${steps * height}px)`;
  block.classList.toggle("is-moving", steps !== 0 || to !== from);
  tell(moves.get(block).clock);
}

function tell(clock) {
  const moment = new Date(`${clock}:00Z`);
  const words = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hour12: false };
  document.querySelector("[data-moving]").textContent = moment.toLocaleString("en-GB", { ...words, timeZone: "UTC" });
}

function back(block) {
  moves.delete(block);
  block.style.transform = "";
  block.classList.remove("is-moving");
}

/** Asks the server for the move of a session to a time of the page's clock, and goes there. */
async function look(session, clock) {
  const address = new URL(document.querySelector("[data-days]").dataset.address, location.href);
  address.searchParams.set("session", session);
  address.searchParams.set("at", clock);
  await window.htmx.ajax("GET", address.pathname + address.search, { target: "#move", swap: "outerHTML" });
  const head = document.getElementById("move-head");
  head?.focus();
  head?.scrollIntoView({ block: "nearest" });
}

const KEYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

document.addEventListener("keydown", (event) => {
  const block = event.target.closest?.("[data-block]");
  if (!block || event.ctrlKey || event.metaKey || event.altKey) return;
  const moved = moves.get(block) ?? { steps: 0, columns: 0 };
  if (event.key in KEYS) {
    const [steps, columns] = KEYS[event.key];
    place(block, moved.steps + steps, moved.columns + columns);
  } else if (event.key === "Enter" && moved.clock) {
    look(block.dataset.block, moved.clock);
  } else if (event.key === "Escape" && moved.clock) {
    back(block);
  } else {
    return;
  }
  event.preventDefault();
});

let held = null;

document.addEventListener("pointerdown", (event) => {
  const block = event.target.closest?.("[data-block]");
  if (!block || event.button !== 0) return;
  held = { block, x: event.clientX, y: event.clientY, dragged: false };
  block.setPointerCapture(event.pointerId);
});

document.addEventListener("pointermove", (event) => {
  if (!held) return;
  const { block } = held;
  const grid = block.closest("[data-grid]").getBoundingClientRect();
  const height = grid.height / Number(block.closest("[data-days]").dataset.rows);
  const steps = Math.round((event.clientY - held.y) / height);
  const all = days(block);
  const under = all.findIndex((day) => {
    const place = day.getBoundingClientRect();
    return event.clientX >= place.left && event.clientX < place.right;
  });
  const columns = under < 0 ? 0 : under - all.indexOf(block.closest("[data-day]"));
  if (!held.dragged && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 5) return;
  held.dragged = true;
  place(block, steps, columns);
});

document.addEventListener("pointerup", () => {
  if (!held) return;
  const { block, dragged } = held;
  const moved = moves.get(block);
  if (dragged && moved) {
    block.addEventListener("click", (event) => event.preventDefault(), { once: true });
    look(block.dataset.block, moved.clock);
  }
  held = null;
});

document.addEventListener("pointercancel", () => {
  if (held) back(held.block);
  held = null;
});

document.addEventListener("change", (event) => {
  const panel = event.target.closest?.("[data-move]");
  if (panel && event.target.name === "at" && event.target.value) look(panel.dataset.move, event.target.value);
});

// A place or a reason being typed is not lost when the time changes.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target?.id !== "move") return;
  const typed = {};
  for (const name of ["place", "despite"]) typed[name] = document.querySelector(`#move [name=${name}]`)?.value;
  document.addEventListener(
    "htmx:afterSwap",
    () => {
      const place = document.querySelector("#move [name=place]");
      const despite = document.querySelector("#move [name=despite]");
      if (place && typed.place) place.value = typed.place;
      if (despite && typed.despite) despite.value = typed.despite;
    },
    { once: true },
  );
});
