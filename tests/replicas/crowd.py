"""Athletes who log workouts and answer what they are asked, and who remember what they did."""

import asyncio
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.domain.check_in import Moment
from bot.sandbox.errors import ApiError
from bot.sandbox.exchange import Exchange
from bot.sandbox.log import MessageSent
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from bot.views.talk import ALREADY_LOGGED
from bot.views.taps import Score, read

_TOO_MANY = 429
_TYPED = 0.2


@dataclass
class Person:
    """What one athlete did: the messages that told of workouts, and each answer by its check-in."""

    user: User
    logged: list[int] = field(default_factory=list)
    answers: dict[int, int] = field(default_factory=dict)

    def is_done(self) -> bool:
        return len(self.answers) == len(self.logged) * len(Moment)


class Crowd:
    """Watches a sandbox. `slowness` is the longest that a person thinks, in seconds."""

    def __init__(self, sandbox: Sandbox, people: int, dice: random.Random, slowness: float) -> None:
        self._sandbox = sandbox
        self._dice = dice
        self._slowness = slowness
        self.people = [Person(sandbox.add_user(f"Athlete {n}")) for n in range(people)]
        self._by_chat = {person.user.id: person for person in self.people}
        self.refused_for_flooding = 0
        self.goes_on = True
        sandbox.watchers.append(self._watch)

    def begin(self) -> None:
        for person in self.people:
            self._later(self._log, person)

    async def done(self) -> None:
        """Return when everybody has answered everything they will ever be asked."""
        await self._sandbox.changed(lambda: all(person.is_done() for person in self.people))

    def asked(self) -> dict[int, list[datetime]]:
        """When each check-in's question came into the chat."""
        times: dict[int, list[datetime]] = defaultdict(list)
        for deed in self._sandbox.log:
            if isinstance(deed, MessageSent):
                for check_in in {tap.check_in_id for tap in _scores(deed)}:
                    times[check_in].append(deed.at)
        return times

    def told_twice(self) -> int:
        """How often somebody read that their workout had been logged before."""
        return sum(
            isinstance(deed, MessageSent) and deed.message.text == ALREADY_LOGGED.text
            for deed in self._sandbox.log
        )

    def _watch(self, exchange: Exchange) -> None:
        if isinstance(exchange.error, ApiError) and exchange.error.code == _TOO_MANY:
            self.refused_for_flooding += 1
        if exchange.method == "sendMessage" and exchange.error is None:
            person = self._by_chat[exchange.result["chat"]["id"]]
            for check_in in _check_ins(exchange.result):
                self._later(self._answer, person, check_in, exchange.result["message_id"])

    def _later(self, act: Any, *given: Any) -> None:
        delay = self._dice.uniform(0, self._slowness)
        asyncio.get_running_loop().call_later(delay, act, *given)

    def _log(self, person: Person) -> None:
        message = self._sandbox.send_text(person.user, "/log squats 40 min")
        person.logged.append(message.message_id)

    def _answer(self, person: Person, check_in: int, message_id: int) -> None:
        """A question that comes a second time gets the same answer: what was typed to the first
        may have been answered with: which question?"""
        again = check_in in person.answers
        score = person.answers.setdefault(check_in, self._dice.randint(0, 10))
        if not again and self._dice.random() < _TYPED:
            self._sandbox.send_text(person.user, str(score), reply_to=message_id)
        else:
            self._sandbox.tap(person.user, message_id, f"s:{check_in}:{score}")
        if not again and person.is_done() and self.goes_on:
            self._later(self._log_again, person)

    def _log_again(self, person: Person) -> None:
        if self.goes_on:
            self._log(person)


def _check_ins(message: dict[str, Any]) -> set[int]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    taps = [read(button.get("callback_data", "")) for row in rows for button in row]
    return {tap.check_in_id for tap in taps if isinstance(tap, Score)}


def _scores(deed: MessageSent) -> list[Score]:
    taps = [read(button.data or "") for button in deed.message.buttons]
    return [tap for tap in taps if isinstance(tap, Score)]
