// <details class="menu"> opens by itself; this closes it as a menu should: on a click elsewhere,
// on Escape (focus returns to its button), and when another one opens. On a phone the navigation
// scrolls sideways; it starts where one is.

const here = document.querySelector(".navigation [aria-current]");
if (here) {
  const bar = here.closest(".navigation");
  bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.clientWidth) / 2;
}

const openMenus = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
