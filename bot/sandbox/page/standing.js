// How the bot stands in the group, and what an admin can change about it.

import { actingAs } from "./cast.js";
import { showToast } from "./notices.js";
import { post } from "./server.js";

const standing = document.getElementById("standing");
const ACTS = {
  add: (bot) => `Add ${bot}`,
  promote: () => "Make admin",
  demote: () => "No admin",
  remove: () => "Remove",
};

export function showStanding({ title, members, bot: status, may_change: mayChange }, bot) {
  const root = document.getElementById("group");
  const inside = !["left", "kicked"].includes(status);
  root.querySelector(".title").textContent = title;
  root.querySelector(".status").textContent = inside
    ? `${members.join(", ")} and ${bot}${status === "administrator" ? " (admin)" : ""}`
    : members.join(", ");
  root.querySelector(".description").textContent = inside
    ? "Nothing has been said here yet. What the bot shows to one member alone is marked; be somebody else to see that it is not there."
    : `${bot} is not in this group yet. Whoever adds it makes the group a clinic.`;
  standing.replaceChildren(...acts(status, inside, mayChange).map((act) => button(act, bot)));
}

function acts(status, inside, mayChange) {
  if (!inside) return status === "kicked" && !mayChange ? [] : ["add"];
  if (!mayChange) return [];
  return status === "administrator" ? ["demote", "remove"] : ["promote", "remove"];
}

function button(act, bot) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = act === "add" ? "act strong" : "act";
  element.textContent = ACTS[act](bot);
  element.addEventListener("click", async () => {
    try {
      await post("/page/group", { person: actingAs(), act });
    } catch {
      showToast("That can not be done now.");
    }
  });
  return element;
}
