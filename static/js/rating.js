// Keys inside a rating group (components/rating.html): the digit of a point picks it, 0 picks
// "not assessed", Delete or Backspace clears back to pending. Clearing fires the same "change"
// event as picking, from the fieldset, so that whoever saves needs one listener only.

const announce = (element) => element.dispatchEvent(new Event("change", { bubbles: true }));

const pick = (group, value) => {
  const option = group.querySelector(`input[type=radio][data-digit="${value}"]`);
  if (!option || option.disabled) return false;
  option.focus();
  if (!option.checked) {
    option.checked = true;
    announce(option);
  }
  return true;
};

const clear = (group) => {
  const chosen = group.querySelector("input[type=radio]:checked");
  if (!chosen || chosen.disabled) return;
  chosen.checked = false;
  announce(group);
  group.querySelector("input[type=radio]").focus();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!event.target.matches?.(".rating input[type=radio]")) return;
  const group = event.target.closest(".rating");
  if (event.key === "Delete" || event.key === "Backspace") {
    event.preventDefault();
    clear(group);
  } else if (/^\d$/.test(event.key) && pick(group, event.key)) {
    event.preventDefault();
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-rating-clear]");
  if (button) clear(button.closest(".rating"));
});
