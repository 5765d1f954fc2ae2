// The person's choice of theme. A plain script in <head>, not a module, so that it runs before the
// first paint. Any element with data-theme-choice="light|dark|system" sets the choice.

(() => {
  const KEY = "plumbline-theme";
  const root = document.documentElement;

  const stored = () => {
    try {
      return localStorage.getItem(KEY) || "system";
    } catch {
      return "system"; // storage may be forbidden; the system's theme still works
    }
  };

  const show = (choice) => {
    if (choice === "light" || choice === "dark") root.dataset.theme = choice;
    else delete root.dataset.theme;
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
    }
  };

  const choose = (choice) => {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // shown for this page only
    }
    show(choice);
  };

  show(stored());
  document.addEventListener("DOMContentLoaded", () => show(stored()));
  window.addEventListener("storage", (event) => event.key === KEY && show(stored()));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (button) choose(button.dataset.themeChoice);
  });
})();
