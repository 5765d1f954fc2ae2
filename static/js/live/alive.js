// Which pages are still open: a journal whose page is open belongs to that page, and nobody else sends it.
// Web Locks where the browser has them (https and localhost); elsewhere the pages ask one another.

import { news } from "./store.js";

const PATIENCE = 400; // milliseconds for another page to say that it is here

const name = (client) => `plumbline:${client}`;
const forever = new Promise(() => {});

export const stayAlive = (client) => {
  if (navigator.locks) return void navigator.locks.request(name(client), () => forever);
  const channel = news();
  channel.addEventListener("message", ({ data }) => data.asked === client && channel.postMessage({ here: client }));
};

// Calls then() once the page of this client is gone, which may be at once; then its journal is ours for good.
export const whenGone = (client, then) => {
  if (navigator.locks) {
    navigator.locks.request(name(client), async () => {
      await then();
      return forever;
    });
    return;
  }
  const channel = news();
  const timer = setTimeout(then, PATIENCE);
  channel.addEventListener("message", ({ data }) => data.here === client && clearTimeout(timer));
  channel.postMessage?.({ asked: client });
};
