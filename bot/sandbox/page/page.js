// Wires the parts of the page together.

import { showChat, onAnswer } from "./chat.js";
import { setUpComposer, showComposer } from "./composer.js";
import { follow } from "./server.js";
import { refreshStage, setUpStage } from "./stage.js";
import { showAnswer, showAction, showOffline } from "./notices.js";

setUpComposer();
setUpStage();
follow({
  chat(chat) {
    showChat(chat);
    showComposer(chat);
    refreshStage();
  },
  answer(answer) {
    onAnswer(answer.query_id);
    showAnswer(answer);
    refreshStage();
  },
  action: showAction,
  connection: showOffline,
});
