// <time class="clock" data-clock-from="2026-01-31T14:00:00Z" data-clock-minutes="45"> shows the
// time gone by since then, and says in words when the planned minutes are over. It ticks once a
// second and is not announced: a clock that talks would interrupt an interview.

const pad = (number) => String(number).padStart(2, "0");

const words = (seconds) => {
  const hours = Math.floor(seconds / 3600);
  const rest = `${pad(Math.floor((seconds % 3600) / 60))}:${pad(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
};

const tick = () => {
  for (const clock of document.querySelectorAll("[data-clock-from]")) {
    const gone = Math.max(0, Math.floor((Date.now() - Date.parse(clock.dataset.clockFrom)) / 1000));
    const planned = Number(clock.dataset.clockMinutes || 0) * 60;
    const shown = clock.querySelector("[data-clock-shown]") ?? clock;
    shown.textContent = words(gone);
    clock.classList.toggle("clock-over", planned > 0 && gone > planned);
    const over = clock.querySelector("[data-clock-over]");
    if (over) over.hidden = !(planned > 0 && gone > planned);
  }
};

tick();
setInterval(tick, 1000);
