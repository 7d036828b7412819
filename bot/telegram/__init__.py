"""The Bot API edge: HTTP, rate limits, order of updates, and what Telegram's errors mean."""

import os

# python-telegram-bot is moving periods from int to timedelta; this opts in to the new type and
# thereby silences a warning at every flood error.
os.environ.setdefault("PTB_TIMEDELTA", "true")
