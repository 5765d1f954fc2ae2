// Hears how something stands: told by the server as it changes, or asked every few seconds where a stream cannot
// be had. `box` bears the addresses: data-poll, data-events (if there are streams). `took` is given each state,
// `said` how it is heard: live, asking, lost, out (signed out), over; `reached` is called when a stream opens and with
// every answer. What it returns begins anew.

const ASKED_EVERY = [10_000, 15_000]; // milliseconds, at random in between
const LONGEST_PAUSE = 60_000;
const STREAM_AGAIN = 5; // answers by asking after which the stream is tried again
const TIMEOUT = 15_000;

export function hear(box, tab, took, said, reached = () => {}) {
  const { poll, events } = box.dataset;
  let source = null;
  let timer = 0;
  let tag = "";
  let failures = 0;
  let answers = 0;
  let state = "";

  function say(next) {
    state = next;
    said(next);
  }

  function stop(next) {
    source?.close();
    source = null;
    clearTimeout(timer);
    say(next);
  }

  const ends = { closed: () => stop("over"), "signed-out": () => stop("out"), enough: () => askFromNowOn() };

  function listen() {
    stop("lost");
    source = new EventSource(`${events}?tab=${tab}`);
    source.addEventListener("open", reached);
    source.addEventListener("message", ({ data }) => {
      say("live");
      took(JSON.parse(data));
    });
    source.addEventListener("end", ({ data }) => ends[data]?.());
    source.addEventListener("error", () => {
      if (source?.readyState === EventSource.CLOSED) askFromNowOn();
      else say("lost"); // the browser tries again by itself
    });
  }

  function askFromNowOn() {
    stop("lost");
    answers = 0;
    ask();
  }

  function askLater() {
    clearTimeout(timer);
    const [least, most] = ASKED_EVERY;
    const pause = Math.min(least * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE);
    timer = setTimeout(ask, pause + Math.random() * (most - least));
  }

  async function ask() {
    if (document.hidden) return; // goes on when somebody looks
    const answer = await fetch(`${poll}?tab=${tab}`, {
      headers: { Accept: "application/json", "If-None-Match": tag },
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT),
    }).catch(() => null);
    if (source) return;
    if (answer?.status === 401 || answer?.type === "opaqueredirect") return stop("out");
    if (answer?.status === 204 || answer?.status === 404) return stop("over");
    failures = answer?.status === 304 || answer?.ok ? 0 : failures + 1;
    if (failures) say("lost");
    else await read(answer);
    if (events && !failures && answers >= STREAM_AGAIN) return listen();
    askLater();
  }

  async function read(answer) {
    say("asking");
    answers += 1;
    reached();
    if (answer.status === 304) return;
    tag = answer.headers.get("ETag") ?? "";
    const news = await answer.json().catch(() => null);
    if (news) took(news);
  }

  function start() {
    failures = 0;
    if (events && globalThis.EventSource) listen();
    else askFromNowOn();
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && !source && ["asking", "lost"].includes(state)) ask();
  });
  addEventListener("pageshow", (event) => event.persisted && start());
  start();
  return start;
}
