// Draws a conversation. Messages keep their element, so an edit changes what is already there.

import { actingAs, markNew } from "./cast.js";
import { bubble, keys } from "./message.js";
import { nameBot } from "./links.js";
import { post } from "./server.js";
import { shown } from "./zone.js";

const waiting = new Map(); // query id → the button that waits for its answer
const early = new Set(); // answers that were faster than the response to the tap itself

export function onAnswer(queryId) {
  if (!waiting.has(queryId)) early.add(queryId);
  waiting.get(queryId)?.removeAttribute("aria-busy");
  waiting.delete(queryId);
}

// One chat, which is `root`.
export class Conversation {
  constructor(root, where) {
    this.root = root;
    this.where = where;
    this.log = root.querySelector(".log");
    this.scroll = root.querySelector(".scroll");
    this.following = true;
    this.clear();
    this.scroll.addEventListener("scroll", () => { this.following = this.atBottom(); });
    // A keyboard or the list of jobs takes room: the newest message stays in sight.
    new ResizeObserver(() => { if (this.following) this.toBottom(); }).observe(this.scroll);
  }

  // For somebody else's eyes.
  clear() {
    this.drawn = new Map(); // message key → {element, source}
    this.opened = false;
    this.log.replaceChildren();
  }

  show({ bot, username, description, messages, group }) {
    nameBot(username);
    if (!group) {
      this.root.querySelector(".title").textContent = bot;
      this.root.querySelector(".description").textContent =
        description || "Press Start and say hello.";
    }
    this.root.querySelector(".welcome").hidden = messages.length > 0;

    const present = new Set(messages.map(({ key }) => key));
    for (const [key, { element }] of this.drawn) {
      if (!present.has(key)) {
        element.remove();
        this.drawn.delete(key);
      }
    }
    const arrived = messages.filter((item) => this.drawMessage(item)).length > 0;
    this.drawDays(messages);
    if (arrived && this.opened) markNew(this.where);
    if (this.following || (arrived && messages.at(-1)?.mine)) this.toBottom();
    this.opened = true;
  }

  async tap(element, key, data) {
    element.setAttribute("aria-busy", "true");
    const tapped = { person: actingAs(), where: this.where, message_id: key, data };
    const { query_id: queryId } = await post("/page/tap", tapped);
    if (early.delete(queryId)) element.removeAttribute("aria-busy");
    else waiting.set(queryId, element);
  }

  toBottom() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
  }

  atBottom() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    return scrollHeight - scrollTop - clientHeight < 120;
  }

  // True if the message was not there before.
  drawMessage(item) {
    const source = JSON.stringify(item);
    const known = this.drawn.get(item.key);
    if (known?.source === source) return false;
    const element = known?.element ?? document.createElement("li");
    const focused = [...element.querySelectorAll(".key")].indexOf(document.activeElement);
    this.fill(element, item);
    if (!known && this.opened) element.classList.add("fresh");
    if (focused >= 0) this.refocus(element, focused);
    if (!known) this.log.append(element);
    this.drawn.set(item.key, { element, source });
    return !known;
  }

  fill(element, item) {
    element.dataset.messageId = item.key;
    if (item.service) {
      element.className = "service";
      const text = document.createElement("span");
      text.textContent = item.service;
      element.replaceChildren(text);
      return;
    }
    element.className = "message";
    element.classList.toggle("mine", item.mine);
    element.classList.toggle("only-you", item.only_you);
    const tap = (button, data) => this.tap(button, item.key, data);
    element.replaceChildren(bubble(item, this.where), ...keys(item.message, tap));
  }

  // A button that was in use when the bot edited its message: stay where the person was.
  refocus(element, index) {
    const buttons = element.querySelectorAll(".key");
    (buttons[index] ?? buttons[0] ?? this.scroll).focus({ preventScroll: true });
  }

  drawDays(messages) {
    for (const day of this.log.querySelectorAll(".day")) day.remove();
    let last = "";
    for (const { message, key } of messages) {
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
      this.drawn.get(key).element.before(day);
    }
  }
}
