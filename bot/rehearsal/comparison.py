"""Compares what a script expects with what the bot shows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.rehearsal.expected import Expected
from bot.rehearsal.shown import Form, Shown

_CITED = re.compile(
    r"^(?:From the article|General safety advice, not from the article): (.+)$", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One wish of the script in words, and whether what is shown fulfils it."""

    fulfilled: bool
    words: str


def forms_of(expected: Expected) -> tuple[Form, ...]:
    """Where to look for what is expected; a pop-up has neither buttons nor facts nor a file."""
    if expected.shows:
        return (Form.POP_UP,)
    if expected.removes:
        return (Form.REMOVAL,)
    if any(part is not None for part in (expected.buttons, expected.cites, expected.file)):
        return (Form.MESSAGE, Form.CHANGE)
    if expected.offers is not None:
        return (Form.OFFER,)
    return (Form.MESSAGE, Form.CHANGE, Form.POP_UP)


def compare(expected: Expected, shown: Shown) -> Sequence[Finding]:
    """Every wish, fulfilled or not."""
    return tuple(_findings(expected, shown))


def nearness(expected: Expected, shown: Shown) -> tuple[bool, int]:
    """How probable it is that this was meant, for telling the difference."""
    fulfilled = sum(finding.fulfilled for finding in compare(expected, shown))
    return shown.form is not Form.POP_UP, fulfilled


def _findings(expected: Expected, shown: Shown) -> Iterator[Finding]:
    text = plain(shown.text)
    for wanted in (*expected.contains, *expected.shows, *expected.removes):
        yield Finding(plain(wanted) in text, f"contains “{wanted}”")
    for unwanted in expected.lacks:
        yield Finding(plain(unwanted) not in text, f"lacks “{unwanted}”")
    yield from _about_file(expected, shown)
    if expected.topic is not None:
        words = f"is in the topic {expected.topic}"
        if expected.topic != shown.topic:
            words += f", but it is in {shown.topic or 'no topic'}"
        yield Finding(expected.topic == shown.topic, words)
    if expected.offers is not None:
        words = f"offers {labels(expected.offers)}"
        if expected.offers != shown.buttons:
            words += f", but it offers {labels(shown.buttons)}"
        yield Finding(expected.offers == shown.buttons, words)
    if expected.buttons is not None:
        in_rows = any(isinstance(button, tuple) for button in expected.buttons)
        has = shown.rows if in_rows else shown.buttons
        words = f"has the {'rows of ' * in_rows}buttons {labels(expected.buttons)}"
        if expected.buttons != has:
            words += f", but it has {labels(has)}"
        yield Finding(expected.buttons == has, words)
    if expected.cites is not None:
        cited = facts_cited(shown.text)
        words = f"cites {', '.join(expected.cites) or 'nothing'}"
        fulfilled = cited.issuperset(expected.cites) if expected.cites else not cited
        if not fulfilled:
            words += f", but it cites {', '.join(sorted(cited)) or 'nothing'}"
        yield Finding(fulfilled, words)


def _about_file(expected: Expected, shown: Shown) -> Iterator[Finding]:
    if expected.file is not None:
        name = shown.file.name if shown.file else "no file"
        words = f"comes with the file {expected.file}"
        if plain(expected.file) not in plain(name):
            words += f", but it comes with {name}"
        yield Finding(plain(expected.file) in plain(name), words)
    for wanted in expected.holds:
        held = plain(shown.file.text if shown.file else "")
        yield Finding(plain(wanted) in held, f"holds “{wanted}” in its file")


def plain(text: str) -> str:
    """For comparing: upper case and line breaks make no difference."""
    return " ".join(text.casefold().split())


def labels(buttons: Sequence[str | Sequence[str]]) -> str:
    """`[Save] [Change]`, with a line between rows: `[Save] | [Change] [Cancel]`"""
    if any(not isinstance(row, str) for row in buttons):
        return " | ".join(map(labels, buttons))
    return " ".join(f"[{label}]" for label in buttons) or "none"


def facts_cited(text: str) -> set[str]:
    """The facts in a message's line about where its advice comes from."""
    return {fact for line in _CITED.findall(text) for fact in line.split(", ")}
