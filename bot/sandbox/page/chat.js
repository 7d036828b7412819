// Draws the conversation. Messages keep their element, so an edit changes what is already there.

import { render } from "./text.js";
import { post } from "./server.js";
import { shown, time } from "./zone.js";

const log = document.getElementById("log");
const scroll = document.getElementById("scroll");
const drawn = new Map(); // message id → {element, source}
const waiting = new Map(); // query id → the button that waits for its answer
const early = new Set(); // answers that were faster than the response to the tap itself
let opened = false;
let following = true;

scroll.addEventListener("scroll", () => { following = atBottom(); });
// A keyboard or the list of jobs takes room: the newest message stays in sight.
new ResizeObserver(() => { if (following) toBottom(); }).observe(scroll);

export function showChat({ bot, description, messages }) {
  document.getElementById("bot-name").textContent = bot;
  document.getElementById("description").textContent =
    description || "Press Start and say hello.";
  document.getElementById("welcome").hidden = messages.length > 0;

  const present = new Set(messages.map(({ message }) => message.message_id));
  for (const [id, { element }] of drawn) {
    if (!present.has(id)) {
      element.remove();
      drawn.delete(id);
    }
  }
  const arrived = messages.filter(drawMessage).length > 0;
  drawDays(messages);
  if (following || (arrived && messages.at(-1)?.mine)) toBottom();
  opened = true;
}

export function onAnswer(queryId) {
  if (!waiting.has(queryId)) early.add(queryId);
  waiting.get(queryId)?.removeAttribute("aria-busy");
  waiting.delete(queryId);
}

async function tap(element, messageId, data) {
  element.setAttribute("aria-busy", "true");
  const { query_id } = await post("/page/tap", { message_id: messageId, data });
  if (early.delete(query_id)) element.removeAttribute("aria-busy");
  else waiting.set(query_id, element);
}

function toBottom() {
  scroll.scrollTop = scroll.scrollHeight;
}

function atBottom() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 120;
}

// True if the message was not there before.
function drawMessage(item) {
  const id = item.message.message_id;
  const source = JSON.stringify(item);
  const known = drawn.get(id);
  if (known?.source === source) return false;
  const element = known?.element ?? document.createElement("li");
  const focused = [...element.querySelectorAll(".key")].indexOf(document.activeElement);
  element.className = item.mine ? "message mine" : "message";
  if (!known && opened) element.classList.add("fresh");
  element.dataset.messageId = id;
  element.replaceChildren(bubble(item), ...keys(item.message));
  if (focused >= 0) refocus(element, focused);
  if (!known) log.append(element);
  drawn.set(id, { element, source });
  return !known;
}

// A button that was in use when the bot edited its message: stay where the person was.
function refocus(element, index) {
  const buttons = element.querySelectorAll(".key");
  (buttons[index] ?? buttons[0] ?? scroll).focus({ preventScroll: true });
}

function drawDays(messages) {
  for (const day of log.querySelectorAll(".day")) day.remove();
  let last = "";
  for (const { message } of messages) {
    const label = shown(new Date(message.date * 1000), {
      weekday: "long", day: "numeric", month: "long",
    });
    if (label === last) continue;
    last = label;
    const day = document.createElement("li");
    day.className = "day";
    const text = document.createElement("span");
    text.textContent = label;
    day.append(text);
    drawn.get(message.message_id).element.before(day);
  }
}

function bubble({ message, mine, edited, file }) {
  const element = document.createElement("div");
  element.className = "bubble";
  const author = document.createElement("span");
  author.className = "hidden";
  author.textContent = mine ? "You: " : "Bot: ";
  element.append(author);
  if (message.reply_to_message) {
    const quoted = document.createElement("span");
    quoted.className = "quoted";
    quoted.textContent = message.reply_to_message.text ?? "";
    element.append(quoted);
  }
  element.append(...attachment(message, file));
  const body = document.createElement("span");
  body.className = "body";
  body.dir = "auto";
  body.append(render(message.text ?? message.caption ?? "", message.entities ?? message.caption_entities));
  element.append(body, meta(message, edited));
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
  const element = document.createElement("span");
  element.className = "meta";
  const at = time(new Date(message.date * 1000));
  element.textContent = edited ? `edited ${at}` : at;
  return element;
}

function keys(message) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return [];
  const board = document.createElement("div");
  board.className = "keys";
  board.setAttribute("role", "group");
  board.setAttribute("aria-label", "Answers");
  for (const row of rows) {
    const line = document.createElement("div");
    line.className = "keys-row";
    line.append(...row.map((button) => key(button, message.message_id)));
    board.append(line);
  }
  return [board];
}

function key(button, messageId) {
  if (button.url) {
    const link = document.createElement("a");
    link.className = "key";
    link.href = /^(https?|tg):/i.test(button.url) ? button.url : `https://${button.url}`;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.textContent = button.text;
    return link;
  }
  const element = document.createElement("button");
  element.type = "button";
  element.className = "key";
  element.dataset.callbackData = button.callback_data ?? "";
  element.textContent = button.text;
  element.addEventListener("click", () => tap(element, messageId, button.callback_data ?? ""));
  return element;
}
