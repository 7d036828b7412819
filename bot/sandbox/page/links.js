// Links that start the bot stay on this page: they open the private chat.

import { showWhere } from "./cast.js";
import { say } from "./composer.js";

let username = "";

export function nameBot(name) {
  username = name;
}

// What to do for such a link; nothing for any other.
export function opens(url) {
  const start = /^(?:https?:\/\/)?t\.me\/(\w+)\?start=([\w-]+)$/i.exec(url ?? "");
  if (!start || start[1].toLowerCase() !== username.toLowerCase()) return null;
  return () => {
    showWhere("private");
    say("private", `/start ${start[2]}`);
  };
}

// Give an element that leads to `url` its address, or the way into the private chat.
export function leadTo(link, url) {
  link.href = /^(https?|tg|mailto|tel):/i.test(url) ? url : `https://${url}`;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  const open = opens(url);
  if (!open) return;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
}
