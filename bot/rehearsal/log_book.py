"""What the bot writes into its log during a performance, as an operator would read it."""

import logging

from bot.config import LogFormat
from bot.logs import CHATTY, formatter


class LogBook(logging.Handler):
    """Collects lines while the context is open, down to the most talkative level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(formatter(LogFormat.JSON))
        self.lines: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        if record.levelno >= logging.ERROR:
            self.errors.append(logging.Formatter().format(record))

    def __enter__(self) -> "LogBook":
        root = logging.getLogger()
        self._levels = {name: logging.getLogger(name).level for name in ("", *CHATTY)}
        for name in CHATTY:
            logging.getLogger(name).setLevel(logging.WARNING)
        root.setLevel(logging.DEBUG)
        root.addHandler(self)
        return self

    def __exit__(self, *_exception: object) -> None:
        logging.getLogger().removeHandler(self)
        for name, level in self._levels.items():
            logging.getLogger(name).setLevel(level)
