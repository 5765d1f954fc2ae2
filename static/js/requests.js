// What htmx does not say by itself: a failed request tells the person in words, in the page's
// message region. Elements that report their own failures carry data-own-errors.

const WORDS = {
  0: "The server did not answer. Check the connection and try again.",
  403: "You may not do this.",
  404: "This is no longer here. Reload the page.",
  409: "Someone else changed this in the meantime. Reload the page to see it.",
  429: "Too many requests. Wait a moment and try again.",
};

const say = (text) => {
  const region = document.getElementById("messages");
  if (!region) return;
  const item = document.createElement("div");
  item.className = "message message-error";
  item.textContent = text;
  region.append(item);
};

const reason = (request) => {
  const given = request.getResponseHeader?.("X-Reason");
  if (given) return given;
  return WORDS[request.status] ?? `The server could not do this (error ${request.status}). Try again.`;
};

const report = (event) => {
  if (event.target.closest?.("[data-own-errors]")) return;
  say(reason(event.detail.xhr));
};

document.addEventListener("htmx:responseError", report);
document.addEventListener("htmx:sendError", report);
document.addEventListener("htmx:timeout", report);
