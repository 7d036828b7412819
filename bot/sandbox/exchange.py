"""What passes between a bot and the sandbox, for whoever watches the whole traffic."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.errors import ApiError, NoAnswerError
from bot.sandbox.files import Upload


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and how it ended: a result, or an error in its place."""

    method: str
    params: Mapping[str, Any]
    files: Mapping[str, Upload]
    result: Any = None
    error: ApiError | NoAnswerError | None = None
