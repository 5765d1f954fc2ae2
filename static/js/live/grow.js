// Text fields grow with their text. Where the browser knows field-sizing the style sheet does it alone.

if (!CSS.supports("field-sizing", "content")) {
  const fit = (field) => {
    if (field.scrollHeight > field.clientHeight) field.style.height = `${field.scrollHeight + 2}px`;
  };
  const form = document.getElementById("sheet");
  form.addEventListener("input", (event) => event.target.matches("textarea") && fit(event.target));
  for (const field of form.querySelectorAll("textarea")) fit(field);
}
