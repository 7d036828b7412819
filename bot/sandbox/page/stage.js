// The demo's clock and the list of what waits for it.

import { get, post } from "./server.js";
import { showToast } from "./notices.js";
import { shown, time } from "./zone.js";

const MINUTE = 60_000;
const buttons = [...document.querySelectorAll(".moves button")];
const panel = document.getElementById("jobs-panel");
let jobsDrawn = "";

export function setUpStage() {
  panel.open = !matchMedia("(max-width: 860px)").matches;
  for (const button of buttons) {
    button.addEventListener("click", () => move(button));
  }
  refreshStage();
  setInterval(() => document.hidden || refreshStage(), 1000);
}

export async function refreshStage() {
  try {
    show(await get("/page/stage"));
  } catch {
    // The event stream says when the server is gone.
  }
}

async function move(button) {
  for (const each of buttons) each.disabled = true;
  try {
    const minutes = button.dataset.minutes ? Number(button.dataset.minutes) : null;
    show(await post("/page/move", { minutes }));
  } catch {
    showToast("The clock could not be moved.");
  }
  for (const each of buttons) each.disabled = false;
  button.focus({ preventScroll: true });
}

function show({ now, jobs }) {
  const moment = new Date(now);
  const clock = document.getElementById("time");
  clock.dateTime = now;
  clock.textContent = time(moment);
  document.getElementById("date").textContent = shown(moment, {
    weekday: "short", day: "numeric", month: "short",
  });
  document.getElementById("jobs-count").textContent = jobs.length;
  document.getElementById("no-jobs").hidden = jobs.length > 0;
  document.getElementById("next").disabled = jobs.length === 0;
  const lines = jobs.map((job) => ({ ...job, in: until(moment, new Date(job.due)) }));
  if (JSON.stringify(lines) === jobsDrawn) return;
  jobsDrawn = JSON.stringify(lines);
  document.getElementById("jobs").replaceChildren(...lines.map(jobItem));
}

function jobItem(job) {
  const item = document.createElement("li");
  const due = shown(new Date(job.due), {
    weekday: "short", hour: "2-digit", minute: "2-digit",
  });
  item.append(
    part("job-title", job.title),
    part("job-in", job.in),
    part("job-detail", job.detail),
    part("job-due", due),
  );
  return item;
}

function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

function until(now, due) {
  const minutes = Math.round((due - now) / MINUTE);
  if (minutes <= 0) return "now";
  if (minutes < 60) return `in ${minutes} min`;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours < 48) return rest ? `in ${hours} h ${rest} min` : `in ${hours} h`;
  return `in ${Math.round(hours / 24)} days`;
}
