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
  if (!region) return null;
  const item = document.createElement("div");
  item.className = "message message-error";
  item.textContent = text;
  region.append(item);
  return item;
};

const reason = (request) => {
  const given = request.getResponseHeader?.("X-Reason");
  if (given) return given;
  return WORDS[request.status] ?? `The server could not do this (error ${request.status}). Try again.`;
};

// Nobody is signed in any more: the page's own dialog sees to it, else a link in a message, once.
const signedOut = () => {
  const event = new CustomEvent("plumbline:signed-out", { cancelable: true });
  if (!document.dispatchEvent(event) || document.querySelector("[data-signed-out]")) return;
  const link = document.createElement("a");
  link.href = `/account/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = "Sign in";
  const item = say("You are signed out. ");
  if (!item) return;
  item.dataset.signedOut = "";
  item.append(link);
};

const report = (event) => {
  if (event.detail.xhr?.status === 401) return signedOut();
  if (event.target.closest?.("[data-own-errors]")) return;
  say(reason(event.detail.xhr));
};

document.addEventListener("htmx:responseError", report);
document.addEventListener("htmx:sendError", report);
document.addEventListener("htmx:timeout", report);
