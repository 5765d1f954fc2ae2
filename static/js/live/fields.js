// The fields of the sheet by name: reading, setting, naming them for a person.

export class Fields {
  constructor(form) {
    this.form = form;
  }

  controls(name) {
    const found = this.form.elements.namedItem(name);
    if (!found) return [];
    return found instanceof RadioNodeList ? [...found] : [found];
  }

  has(name) {
    return this.controls(name).length > 0;
  }

  value(name) {
    const controls = this.controls(name);
    if (controls[0]?.type !== "radio") return controls[0]?.value ?? "";
    return controls.find((control) => control.checked)?.value ?? "";
  }

  // What stood in the field when the page came.
  initial(name) {
    const controls = this.controls(name);
    if (controls[0]?.type === "radio") return controls.find((control) => control.defaultChecked)?.value ?? "";
    if (controls[0]?.options) return [...controls[0].options].find((option) => option.defaultSelected)?.value ?? this.value(name);
    return controls[0]?.defaultValue ?? "";
  }

  // The names of all fields of the card that stand on this page.
  names() {
    return [...new Set([...this.form.elements].map(fieldOf).filter(Boolean))];
  }

  // The caret stays where it is, as far as the new text reaches.
  set(name, value) {
    for (const control of this.controls(name)) {
      if (control.type === "radio") control.checked = control.value === value;
      else if (control.value !== value) this.#write(control, value);
    }
  }

  #write(control, value) {
    const caret = control === document.activeElement ? control.selectionStart : null;
    control.value = value;
    if (caret !== null && control.setSelectionRange) control.setSelectionRange(caret, caret);
  }

  // "Question 2, Depth: rating", from the labels that stand on the page.
  label(name) {
    const control = this.controls(name)[0];
    const words = (element) => element?.firstChild?.textContent.trim() ?? "";
    const place = control?.closest("[data-question]")?.querySelector(".question-number");
    const criterion = control?.closest("[data-criterion]")?.querySelector("legend");
    const own = { rating: "rating", evidence: "evidence", not_assessed_reason: "why not assessed" }[name.split(":")[0]];
    if (criterion) return `${words(place).split(" of ")[0]}, ${words(criterion)}: ${own}`;
    return words(control?.labels?.[0]?.closest(".rating")?.querySelector("legend") ?? control?.labels?.[0]);
  }

  // What a person reads of a value: the word of a rating rather than its code.
  shown(name, value) {
    const control = this.controls(name).find((one) => one.type === "radio" && one.value === value);
    return control ? control.closest("label").innerText.split("\n")[0] : value || "(empty)";
  }
}

// The field that an input or change event is about; null for what is no field of the card.
export const fieldOf = (element) => {
  const name = element.matches?.("fieldset.rating") ? element.dataset.rating : element.name;
  return name && /^(recommendation|reason|notes|private_note|handover|amendment_reason|(rating|evidence|not_assessed_reason):.+)$/.test(name) ? name : null;
};
