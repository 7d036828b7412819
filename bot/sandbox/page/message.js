// One message: its bubble and the buttons below.

import { leadTo } from "./links.js";
import { render } from "./text.js";
import { time } from "./zone.js";

export function bubble({ message, mine, author, edited, file, only_you: onlyYou }, where) {
  const element = document.createElement("div");
  element.className = "bubble";
  element.append(speaker(message, mine, author, where));
  if (onlyYou) element.append(part("only", "Only you can see this"));
  const quoted = message.reply_to_message?.text;
  if (quoted) element.append(part("quoted", quoted));
  element.append(...attachment(message, file));
  const body = part("body", "");
  body.dir = "auto";
  const entities = message.entities ?? message.caption_entities;
  body.append(render(message.text ?? message.caption ?? "", entities, where));
  element.append(body, meta(message, edited));
  return element;
}

export function keys(message, tap) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return [];
  const board = document.createElement("div");
  board.className = "keys";
  board.setAttribute("role", "group");
  board.setAttribute("aria-label", "Answers");
  for (const row of rows) {
    const line = document.createElement("div");
    line.className = "keys-row";
    line.append(...row.map((button) => key(button, tap)));
    board.append(line);
  }
  return [board];
}

// In a group everybody's name is shown but one's own; in private it is for screen readers.
function speaker(message, mine, author, where) {
  if (where === "group") {
    const name = part(mine ? "hidden" : "author", mine ? "You: " : author);
    if (!message.from.is_bot) name.dataset.tone = 1 + (message.from.id % 4);
    return name;
  }
  return part("hidden", mine ? "You: " : "Bot: ");
}

function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

function attachment(message, file) {
  if (message.photo) {
    const picture = document.createElement("img");
    picture.className = "picture";
    picture.src = file;
    picture.alt = message.caption ?? "Picture";
    return [picture];
  }
  if (message.document) {
    const link = document.createElement("a");
    link.className = "attachment";
    link.href = file;
    link.download = message.document.file_name;
    link.textContent = `📎 ${message.document.file_name}`;
    return [link, document.createElement("br")];
  }
  return [];
}

function meta(message, edited) {
  const at = time(new Date(message.date * 1000));
  return part("meta", edited ? `edited ${at}` : at);
}

function key(button, tap) {
  const element = document.createElement(button.url ? "a" : "button");
  element.className = "key";
  element.textContent = button.text;
  if (button.url) {
    leadTo(element, button.url);
    return element;
  }
  const data = button.callback_data ?? "";
  element.type = "button";
  element.dataset.callbackData = data;
  element.addEventListener("click", () => tap(element, data));
  return element;
}
