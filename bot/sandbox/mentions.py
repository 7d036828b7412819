"""Links to a person by id, which Telegram turns into mentions of people without a public name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bot.sandbox.entities import Entity
from bot.sandbox.values import User

_PERSON = re.compile(r"tg://user\?id=(\d{1,15})", re.ASCII)


def named(entities: Iterable[Entity], people: Mapping[int, User]) -> Iterator[Entity]:
    """With such links made mentions; one to nobody whom the bot may know is dropped."""
    for entity in entities:
        match = _PERSON.fullmatch(entity.url or "")
        if match is None:
            yield entity
        elif user := people.get(int(match[1])):
            yield replace(entity, type="text_mention", url=None, user=user.wire())
