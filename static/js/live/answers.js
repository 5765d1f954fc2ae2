// A model answer comes into the page when somebody opens it, not before; the server notes that it was read.
// Once here it stays for this visit.

const OFFLINE = "This device is offline: the model answer cannot be fetched now. Open it again when the connection is back.";

async function fetchAnswer(part) {
  const body = part.querySelector("[data-answer-body]");
  if (part.dataset.state === "here" || part.dataset.state === "coming") return;
  part.dataset.state = "coming";
  try {
    const answer = await fetch(part.dataset.answer, { headers: { "HX-Request": "true" }, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    body.innerHTML = await answer.text();
    part.dataset.state = "here";
  } catch (error) {
    part.dataset.state = "";
    const known = /^\d+$/.test(error.message);
    body.textContent = known ? `The server did not give it (error ${error.message}). Try again.` : OFFLINE;
  }
}

document.getElementById("sheet").addEventListener(
  "toggle",
  (event) => event.target.matches("[data-answer]") && event.target.open && fetchAnswer(event.target),
  true,
);
