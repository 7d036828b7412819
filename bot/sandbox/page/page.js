// Wires the parts of the page together.

import { setUpCast } from "./cast.js";
import { Composer } from "./composer.js";
import { Conversation, onAnswer } from "./chat.js";
import { showAction, showAnswer, showOffline } from "./notices.js";
import { follow } from "./server.js";
import { refreshStage, setUpStage } from "./stage.js";
import { showStanding } from "./standing.js";
import { opens } from "./links.js";

const panes = {};
for (const where of ["private", "group"]) {
  const root = document.getElementById(where);
  panes[where] = { conversation: new Conversation(root, where), composer: new Composer(root, where) };
}

setUpStage();
setUpCast((person) => {
  for (const { conversation } of Object.values(panes)) conversation.clear();
  follow(person, {
    chat(chat) {
      const { conversation, composer } = panes[chat.where];
      conversation.show(chat);
      composer.show(chat);
      if (chat.group) showStanding(chat.group, chat.bot);
      refreshStage();
    },
    answer(answer) {
      onAnswer(answer.query_id);
      if (answer.url) opens(answer.url)?.();
      showAnswer(answer);
      refreshStage();
    },
    action: showAction,
    connection: showOffline,
  });
});
