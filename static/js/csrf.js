// The key of forms changes when somebody signs in, in this tab or another; a page that was open keeps the
// old one. Whatever is sent takes the key of the moment, from the cookie.

export const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  if (token()) event.detail.headers["X-CSRFToken"] = token();
});

document.addEventListener(
  "submit",
  (event) => {
    const field = event.target.elements?.namedItem("csrfmiddlewaretoken");
    if (field && token()) field.value = token();
  },
  true,
);
