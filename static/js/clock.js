// Clocks in whole minutes: a clock that counts seconds, or talks, would interrupt an interview.
//
// <time data-clock-from data-clock-minutes data-clock-now> shows the minutes gone by since then. data-clock-now
// is the server's time as the page was made: a device whose clock is wrong shows the right minutes all the same,
// and so it does after sleep. On the live sheet each question says since when it is asked (data-asked-at; "now"
// at the moment of a mark) and shows its own minutes, and the session's clock tells whether the plan still fits.

let offset = 0; // milliseconds that this device's clock is behind the server's
const read = new WeakSet();

const now = () => Date.now() + offset;
const minutes = (from, until = now()) => Math.max(0, Math.floor((until - from) / 60_000));

// A text is set only when it differs, so that nothing is laid out again for nothing.
const say = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};

const setOffset = () => {
  for (const clock of document.querySelectorAll("[data-clock-now]")) {
    if (read.has(clock)) continue;
    read.add(clock);
    offset = Date.parse(clock.dataset.clockNow) - Date.now();
  }
};

const questions = (clock) => {
  const end = clock ? undefined : null; // before and after the interview no question's time runs
  const asked = [...document.querySelectorAll("[data-asked-at]")].filter((one) => one.dataset.mark === "asked" && one.dataset.askedAt);
  for (const one of asked) if (one.dataset.askedAt === "now") one.dataset.askedAt = new Date(now()).toISOString();
  asked.sort((a, b) => Date.parse(a.dataset.askedAt) - Date.parse(b.dataset.askedAt));
  asked.forEach((one, place) => {
    const next = asked[place + 1];
    const until = next ? Date.parse(next.dataset.askedAt) : end;
    if (until === null) return;
    const used = minutes(Date.parse(one.dataset.askedAt), until);
    const own = one.querySelector("[data-question-clock]");
    say(own?.querySelector("[data-clock-shown]"), String(used));
    own?.classList.toggle("clock-over", used > Number(one.dataset.minutes));
    own?.toggleAttribute("data-running", !next);
  });
  return asked.at(-1);
};

// How many minutes the plan is over: what is used and what is still to be asked, against what there is for it. Of
// an interview whose questions take longer than the interview, their minutes are the plan.
const pace = (used, planned, running) => {
  const sum = (marks) => [...document.querySelectorAll("[data-question][data-minutes]")].reduce((all, one) => all + (marks.includes(one.dataset.mark) ? Number(one.dataset.minutes) : 0), 0);
  let left = sum(["planned"]);
  if (running) left += Math.max(0, Number(running.dataset.minutes) - minutes(Date.parse(running.dataset.askedAt)));
  const over = used + left - Math.max(planned, sum(["planned", "asked", "skipped"]));
  if (over > 0) return `, ${over} over plan so far`;
  return over < 0 ? `, ${-over} in hand` : ", on plan";
};

const tick = () => {
  setOffset();
  const session = document.querySelector("[data-clock-pace]")?.closest("[data-clock-from]");
  const running = questions(session);
  for (const clock of document.querySelectorAll("[data-clock-from]")) {
    const used = minutes(Date.parse(clock.dataset.clockFrom));
    const planned = Number(clock.dataset.clockMinutes || 0);
    const isOver = planned > 0 && used >= planned;
    say(clock.querySelector("[data-clock-shown]") ?? clock, String(used));
    clock.classList.toggle("clock-over", isOver);
    const over = clock.querySelector("[data-clock-over]");
    if (over) over.hidden = !isOver;
    const told = document.querySelector("[data-mark]") && !isOver ? pace(used, planned, running) : "";
    say(clock.querySelector("[data-clock-pace]"), told);
  }
};

tick();
setInterval(tick, 1000);
document.addEventListener("visibilitychange", tick);
document.addEventListener("plumbline:facts", tick);
