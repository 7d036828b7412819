"""What a person reads when something broke on our side."""

import logging
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.telegram import sending
from bot.telegram.failures import TryLater, Unreachable, failure_of
from bot.views.talk import OUR_FAULT

log = logging.getLogger(__name__)


async def trouble(update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """Logs the error once, without what anybody wrote, and says that it was not them."""
    error = context.error
    if isinstance(error, TelegramError) and isinstance(failure_of(error), TryLater | Unreachable):
        log.info("reply.not_delivered error=%s", type(error).__name__)
        return
    # The database's errors carry the values of the statement, and those are health data.
    trace = None if isinstance(error, SQLAlchemyError) else error
    log.error("update.failed error=%s", type(error).__name__, exc_info=trace)
    if not isinstance(update, Update) or update.effective_user is None:
        return
    try:
        await sending.send(context.bot, update.effective_user.id, OUR_FAULT)
        if update.callback_query is not None:
            await update.callback_query.answer()  # or the button keeps waiting
    except TelegramError as unheard:
        log.info("reply.not_delivered error=%s", type(unheard).__name__)
