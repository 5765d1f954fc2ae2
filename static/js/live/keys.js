// The keys of the sheet: rate, move, write, mark, hint. Nothing happens while a person types or a dialog is
// open. Which question and criterion one is on follows the focus, and is marked with data-current.

const typing = (element) => element.matches("textarea, select, input:not([type=radio], [type=checkbox])");

export class Keys {
  constructor(form) {
    this.form = form;
    this.question = null;
    this.criterion = null;
    form.addEventListener("focusin", (event) => this.#follow(event.target));
    form.addEventListener("pointerdown", (event) => this.#follow(event.target));
    document.addEventListener("keydown", (event) => this.#press(event));
    this.#mark(form.querySelector("[data-question]"), null);
  }

  #follow(element) {
    const question = element.closest("[data-question]");
    if (question) this.#mark(question, element.closest("[data-criterion]"));
  }

  #mark(question, criterion) {
    for (const [before, now] of [[this.question, question], [this.criterion, criterion]]) {
      if (before !== now) before?.removeAttribute("data-current");
      now?.setAttribute("data-current", "");
    }
    this.question = question;
    this.criterion = criterion;
    for (const link of this.form.querySelectorAll("[data-nav]")) {
      if (link.dataset.nav === question?.dataset.question) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (typing(event.target)) {
      if (event.key === "Escape") this.#leaveText(event.target);
      if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
      return;
    }
    if (this.#act(event.key)) event.preventDefault();
  }

  #act(key) {
    if (/^[0-4]$/.test(key)) return this.#rate(key);
    const act = {
      x: () => this.#rate("0"),
      c: () => this.#next(),
      e: () => this.#evidence(),
      a: () => this.#asked(),
      k: () => this.#open("[data-skip]"),
      r: () => this.#open("[data-change]"),
      h: () => this.#hint(),
      m: () => this.#toggle("[data-answer]"),
      n: () => this.#step(1),
      p: () => this.#step(-1),
    }[key];
    return act ? act() : false;
  }

  #criteria() {
    return [...(this.question?.querySelectorAll("[data-criterion]") ?? [])];
  }

  // The criterion one is on; else the first of the question without a rating, else its first.
  #here() {
    const all = this.#criteria();
    return this.criterion ?? all.find((one) => !one.querySelector("input[type=radio]:checked")) ?? all[0];
  }

  #rate(digit) {
    const option = this.#here()?.querySelector(`input[type=radio][data-digit="${digit}"]`);
    if (!option) return false;
    option.focus();
    if (!option.checked) {
      option.checked = true;
      option.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return true;
  }

  #next() {
    const all = this.#criteria();
    const next = all[all.indexOf(this.criterion) + 1];
    if (!next) return this.#step(1);
    (next.querySelector("input[type=radio]:checked") ?? next.querySelector("input[type=radio]")).focus();
    return true;
  }

  #evidence() {
    const field = this.#here()?.querySelector("textarea") ?? this.question?.querySelector("textarea");
    field?.focus();
    return Boolean(field);
  }

  #asked() {
    const button = this.question?.querySelector('[data-mark-as="asked"]');
    if (!button?.checkVisibility()) return false;
    button.click();
    return true;
  }

  // A menu of the question, and into it at once, so that a quick hand loses no key.
  #open(name) {
    const menu = this.question?.querySelector(name);
    if (!menu?.checkVisibility()) return false;
    menu.open = true;
    menu.querySelector("input, a").focus();
    return true;
  }

  #toggle(name) {
    const part = this.question?.querySelector(name);
    if (!part) return false;
    part.open = !part.open;
    part.querySelector("summary").focus();
    return true;
  }

  // To the next hint that was not given; Enter gives it.
  #hint() {
    const part = this.question?.querySelector("[data-hints]");
    if (!part) return false;
    part.open = true;
    (part.querySelector('[data-given="no"] button[data-when-given="no"]') ?? part.querySelector("summary")).focus();
    return true;
  }

  #step(by) {
    const all = [...this.form.querySelectorAll("[data-question]")];
    const next = all[all.indexOf(this.question) + by];
    if (next) this.goTo(next);
    return Boolean(next);
  }

  goTo(question) {
    question.focus({ preventScroll: true });
    question.scrollIntoView({ block: "start" });
  }

  #leaveText(element) {
    const place = element.closest("[data-criterion]") ?? element.closest("[data-question]");
    (place?.querySelector("input[type=radio]:checked, input[type=radio]") ?? place)?.focus();
  }
}
