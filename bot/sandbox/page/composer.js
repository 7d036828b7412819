// What the person types: the text box, the Start button, the menu of commands.

import { actingAs } from "./cast.js";
import { showToast } from "./notices.js";
import { post } from "./server.js";

export async function say(where, words) {
  try {
    await post("/page/text", { person: actingAs(), where, text: words });
    return true;
  } catch {
    showToast("That could not be sent.");
    return false;
  }
}

// At the foot of one chat, which is `root`.
export class Composer {
  constructor(root, where) {
    this.where = where;
    this.form = root.querySelector("form");
    this.text = root.querySelector(".text");
    this.hint = this.text.placeholder;
    this.start = root.querySelector(".start");
    this.menu = root.querySelector(".menu");
    this.menuButton = root.querySelector(".menu-button");
    this.menuList = root.querySelector(".menu-list");
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send();
      }
    });
    this.text.addEventListener("input", () => this.fit());
    this.start?.addEventListener("click", async () => {
      if (await say(this.where, "/start")) this.text.focus();
    });
    this.menuButton.addEventListener("click", () => this.openMenu(this.menu.hidden));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.menu.hidden) {
        this.openMenu(false);
        this.menuButton.focus();
      }
    });
    document.addEventListener("click", ({ target }) => {
      if (!this.menu.contains(target) && !this.menuButton.contains(target)) this.openMenu(false);
    });
  }

  show({ messages, commands }) {
    const begun = messages.length > 0 || !this.start;
    if (this.start) this.start.hidden = begun;
    this.form.hidden = !begun;
    this.menuButton.hidden = commands.length === 0;
    this.menuList.replaceChildren(...commands.map((command) => this.menuItem(command)));
    this.text.placeholder = messages.at(-1)?.placeholder || this.hint;
  }

  async send() {
    const words = this.text.value.trim();
    if (!words) return;
    this.text.value = "";
    this.fit();
    if (!(await say(this.where, words))) {
      this.text.value = words;
      this.fit();
    }
  }

  fit() {
    this.text.style.height = "auto";
    this.text.style.height = `${this.text.scrollHeight + 2}px`;
  }

  openMenu(open) {
    this.menu.hidden = !open;
    this.menuButton.setAttribute("aria-expanded", String(open));
    if (open) this.menuList.querySelector("button")?.focus();
  }

  menuItem({ command, description }) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    const name = document.createElement("b");
    name.textContent = `/${command}`;
    const what = document.createElement("span");
    what.textContent = description;
    button.append(name, what);
    button.addEventListener("click", () => {
      this.openMenu(false);
      this.text.focus();
      say(this.where, `/${command}`);
    });
    item.append(button);
    return item;
  }
}
