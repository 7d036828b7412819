// Whom the visitor acts as, and which of the two chats a narrow screen shows.

import { get } from "./server.js";

const people = document.getElementById("people");
const tabs = [...document.querySelectorAll(".tabs button")];
let acting = null;

export function actingAs() {
  return acting;
}

// `changed(person)` is called now and whenever the visitor becomes somebody else.
export async function setUpCast(changed) {
  for (const tab of tabs) tab.addEventListener("click", () => showWhere(tab.dataset.where));
  showWhere("private");
  const cast = await get("/page/cast");
  people.replaceChildren(...cast.people.map(({ id, name }) => chip(id, name, changed)));
  become(cast.people[0].id, changed);
}

export function showWhere(where) {
  document.querySelector(".stage").dataset.shows = where;
  for (const tab of tabs) {
    const isShown = tab.dataset.where === where;
    tab.setAttribute("aria-pressed", String(isShown));
    if (isShown) tab.classList.remove("news");
  }
}

// A dot on the tab of a chat that is not in sight and has something new.
export function markNew(where) {
  const tab = tabs.find((each) => each.dataset.where === where);
  if (tab.getAttribute("aria-pressed") === "false") tab.classList.add("news");
}

function chip(id, name, changed) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.person = id;
  button.textContent = name;
  button.addEventListener("click", () => become(id, changed));
  return button;
}

function become(id, changed) {
  if (id === acting) return;
  acting = id;
  for (const button of people.children) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.person) === id));
  }
  for (const tab of tabs) tab.classList.remove("news");
  changed(id);
}
