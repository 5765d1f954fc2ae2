// data-opens="id" opens the <dialog> of that id; data-closes inside it closes it, as does a click
// on the backdrop. Escape and the focus trap are the browser's own.

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  else if (event.target.closest("[data-closes]")) event.target.closest("dialog")?.close();
  else if (event.target.matches?.("dialog[open]") && outside(event.target, event)) event.target.close();
});

function outside(dialog, { clientX, clientY }) {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
