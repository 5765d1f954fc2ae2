// The facts of the session on the page: marks and hints. They show at once as the person made them, travel
// with the journal (so that they survive a tunnel), and are set right by the server once it has answered.

const form = document.getElementById("sheet");
const own = new Map(); // fact -> its value here, not yet answered

export const sectionOf = (planned) => document.getElementById(`question-${planned}`);

export function tell(field, value) {
  own.set(field, value);
  document.dispatchEvent(new CustomEvent("plumbline:facts"));
  form.dispatchEvent(new CustomEvent("plumbline:edit", { detail: { field, value } }));
}

export function showMark(planned, { mark, reason = "", askedAt = "" }) {
  const section = sectionOf(planned);
  if (!section) return;
  section.dataset.mark = mark;
  section.dataset.askedAt = askedAt;
  for (const entry of form.querySelectorAll(`[data-mark-of="${planned}"]`)) entry.dataset.mark = mark;
  const said = section.querySelector("[data-mark-reason]");
  if (said && said.textContent !== reason) said.textContent = reason;
}

// Which minute of the interview it was; the server reckons the same way.
function minuteOf(at) {
  const from = document.querySelector(".sheet-bar [data-clock-from]")?.dataset.clockFrom;
  return from && at ? `minute ${Math.max(0, Math.floor((Date.parse(at) - Date.parse(from)) / 60_000)) + 1}` : "";
}

export function showHint(hint, at) {
  if (!hint) return;
  hint.dataset.given = at ? "yes" : "no";
  const said = hint.querySelector("[data-minute]");
  const used = document.querySelector(".sheet-bar [data-clock-shown]")?.textContent;
  if (said) said.textContent = at === "now" ? (used ? `minute ${Number(used) + 1}` : "") : minuteOf(at);
}

export function sayWrong(place, text) {
  const said = place?.querySelector("[data-mark-said], [data-hint-said]");
  if (!said) return;
  said.textContent = text;
  said.hidden = !text;
}

// Said once to who listens to the page; the rest of it does not talk.
export function speak(text) {
  document.getElementById("sheet-spoken").textContent = text;
}

let asking = false;

// What the server holds, but for what is still on its way there.
export async function refresh() {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch(form.dataset.facts, { headers: { Accept: "application/json" }, redirect: "error" });
    if (!answer.ok) return;
    const { questions, fidelity } = await answer.json();
    document.getElementById("sheet-stale").hidden = Object.keys(questions).every(sectionOf);
    for (const [planned, fact] of Object.entries(questions)) {
      if (!own.has(`mark:${planned}`)) {
        showMark(planned, { mark: fact.mark, reason: fact.reason, askedAt: fact.asked_at });
        form.dispatchEvent(new CustomEvent("plumbline:known", { detail: { field: `mark:${planned}`, version: fact.marks } }));
      }
      for (const hint of sectionOf(planned)?.querySelectorAll("[data-hint]") ?? []) {
        if (!own.has(hint.dataset.hint)) showHint(hint, fact.hints[hint.dataset.hint.split(":")[2]] ?? "");
      }
    }
    document.getElementById("fidelity").outerHTML = fidelity;
    document.dispatchEvent(new CustomEvent("plumbline:facts"));
  } catch {
    // Offline: what stands here stands.
  } finally {
    asking = false;
  }
}

// Marks of an earlier page load that are on their way to the server only now.
form.addEventListener("plumbline:restored", ({ detail }) => {
  for (const { field, value } of detail.edits.filter((edit) => isFact(edit.field))) {
    own.set(field, value);
    const [kind, planned] = field.split(":");
    const [mark, ...reason] = value.split(":");
    if (kind === "mark") showMark(planned, { mark, reason: reason.join(":") });
    else showHint(form.querySelector(`[data-hint="${field}"]`), value ? "now" : "");
  }
});

// Somebody else marked a question, or gave a hint.
let before = "";
form.addEventListener("plumbline:news", ({ detail }) => {
  const now = JSON.stringify(detail.questions);
  if (before && now !== before) refresh();
  before = now;
});

const isFact = (field) => /^(mark|hint):/.test(field);

form.addEventListener("plumbline:saved", ({ detail }) => {
  const fields = [...(detail.fields ?? []), ...detail.errors.map((error) => error.field)].filter(isFact);
  for (const field of fields) own.delete(field);
  for (const { field, detail: why } of detail.errors.filter((error) => isFact(error.field))) {
    const section = sectionOf(field.split(":")[1]);
    sayWrong(field.startsWith("hint:") ? section?.querySelector("[data-hints]") : section?.querySelector(".marks"), why);
  }
  if (fields.length) refresh();
});
