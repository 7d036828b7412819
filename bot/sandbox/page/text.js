// Turns Telegram's text and entities into elements. Text enters the page as text nodes only.

import { say } from "./composer.js";
import { leadTo } from "./links.js";

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
// Commands are sent to the chat that is `where` they stand.
export function render(text, entities, where) {
  const fragment = document.createDocumentFragment();
  fill(fragment, text, 0, text.length, entities ?? [], where);
  return fragment;
}

function fill(parent, text, start, end, entities, where) {
  let at = start;
  for (let index = 0; index < entities.length; index += 1) {
    const entity = entities[index];
    const entityEnd = Math.min(entity.offset + entity.length, end);
    if (entity.offset < at || entityEnd <= at) continue;
    parent.append(text.slice(at, entity.offset));
    const element = elementFor(entity, text.slice(entity.offset, entityEnd), where);
    const inside = entities.slice(index + 1).filter((other) => other.offset < entityEnd);
    fill(element, text, entity.offset, entityEnd, inside, where);
    parent.append(element);
    at = entityEnd;
  }
  parent.append(text.slice(at, end));
}

function elementFor(entity, covered, where) {
  if (entity.type === "bot_command") {
    const command = document.createElement("button");
    command.type = "button";
    command.className = "command";
    command.addEventListener("click", () => say(where, covered));
    return command;
  }
  const address = linkOf(entity, covered);
  if (address) {
    const link = document.createElement("a");
    leadTo(link, address);
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
