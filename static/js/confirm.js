// data-confirm="Retire this question?" on a form, a submit button or an htmx element asks before
// it acts. data-confirm-word names the button that goes on ("Retire"); default "Continue".
// Without script the action goes through; the server refuses or records it as always.

const dialog = document.getElementById("confirm-dialog");
const text = dialog?.querySelector("[data-confirm-text]");
const proceed = dialog?.querySelector("[data-confirm-proceed]");
let onProceed = null;

const ask = (element, then) => {
  text.textContent = element.dataset.confirm;
  proceed.textContent = element.dataset.confirmWord || "Continue";
  onProceed = then;
  dialog.returnValue = "";
  dialog.showModal();
};

const asksIn = (event) => {
  if (event.submitter?.dataset.confirm) return event.submitter;
  return event.target.dataset.confirm ? event.target : null;
};

if (dialog) {
  dialog.addEventListener("close", () => {
    const then = onProceed;
    onProceed = null;
    if (dialog.returnValue === "proceed" && then) then();
  });

  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      const element = asksIn(event);
      if (!element || form.dataset.confirmed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      ask(element, () => {
        form.dataset.confirmed = "true";
        form.requestSubmit(submitter);
        delete form.dataset.confirmed;
      });
    },
    true,
  );

  document.addEventListener("htmx:confirm", (event) => {
    const element = event.detail.elt;
    if (!element.dataset.confirm || element.matches("form")) return;
    event.preventDefault();
    ask(element, () => event.detail.issueRequest(true));
  });
}
