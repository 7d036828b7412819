"""The facts that everything the bot advises rests on, from `facts.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path


@cache
def facts() -> Mapping[str, str]:
    """What each fact says, by its number: `A1` to `A24` from the article, `S1` to `S6` general
    safety."""
    import yaml  # here and not at the start, where it would cost every start

    text = (Path(__file__).parent / "facts.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found
