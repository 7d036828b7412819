// Turns Telegram's text and entities into elements. Text enters the page as text nodes only.

import { say } from "./composer.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;

// Offsets count UTF-16 units, as JavaScript's strings do.
export function render(text, entities = []) {
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, entities);
  return fragment;
}

function fill(parent, text, start, end, entities) {
  let at = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const entityEnd = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at || entityEnd <= at) continue;
    parent.append(text.slice(at, entity.offset));
    const element = elementFor(entity, text.slice(entity.offset, entityEnd));
    const inside = entities.slice(index + 1).filter((other) => other.offset < entityEnd);
    fill(element, text, entity.offset, entityEnd, inside);
    parent.append(element);
    at = entityEnd;
  }
  parent.append(text.slice(at, end));
}

function elementFor(entity, covered) {
  if (entity.type === "bot_command") {
    const command = document.createElement("button");
    command.type = "button";
    command.className = "command";
    command.addEventListener("click", () => say(covered));
    return command;
  }
  const address = linkOf(entity, covered);
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    return link;
  }
  if (entity.type === "spoiler") {
    const spoiler = document.createElement("span");
    spoiler.className = "spoiler";
    spoiler.tabIndex = 0;
    return spoiler;
  }
  return document.createElement(TAGS[entity.type] ?? "span");
}

function linkOf(entity, covered) {
  const address = { text_link: entity.url, url: covered, email: `mailto:${covered}` }[entity.type];
  return address && SAFE_LINK.test(address) ? address : null;
}
