// What the person types: the text box, the Start button, the menu of commands.

import { post } from "./server.js";
import { showToast } from "./notices.js";

const form = document.getElementById("form");
const text = document.getElementById("text");
const start = document.getElementById("start");
const menu = document.getElementById("menu");
const menuButton = document.getElementById("menu-button");
const menuList = document.getElementById("menu-list");

export async function say(words) {
  try {
    await post("/page/text", { text: words });
    return true;
  } catch {
    showToast("That could not be sent.");
    return false;
  }
}

export function setUpComposer() {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  text.addEventListener("input", fit);
  start.addEventListener("click", async () => {
    if (await say("/start")) text.focus();
  });
  menuButton.addEventListener("click", () => openMenu(menu.hidden));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !menu.hidden) {
      openMenu(false);
      menuButton.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target) && !menuButton.contains(event.target)) openMenu(false);
  });
}

export function showComposer({ messages, commands }) {
  const begun = messages.length > 0;
  start.hidden = begun;
  form.hidden = !begun;
  menuButton.hidden = commands.length === 0;
  menuList.replaceChildren(...commands.map(menuItem));
  text.placeholder = messages.at(-1)?.placeholder || "Message";
}

async function send() {
  const words = text.value.trim();
  if (!words) return;
  text.value = "";
  fit();
  if (!(await say(words))) {
    text.value = words;
    fit();
  }
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight + 2}px`;
}

function openMenu(open) {
  menu.hidden = !open;
  menuButton.setAttribute("aria-expanded", String(open));
  if (open) menuList.querySelector("button")?.focus();
}

function menuItem({ command, description }) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  const name = document.createElement("b");
  name.textContent = `/${command}`;
  const what = document.createElement("span");
  what.textContent = description;
  button.append(name, what);
  button.addEventListener("click", () => {
    openMenu(false);
    text.focus();
    say(`/${command}`);
  });
  item.append(button);
  return item;
}
