"""Gives words their classes, and joins the lexicon's longer entries (`couch to 5k`)."""

from dataclasses import replace

from bot.reading.items import Item, spanned
from bot.reading.lexicon.book import Entry, book


def classed(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with what the lexicon knows of them; longer entries come first."""
    entries, longest = book().entries, book().longest
    words = [_spelled(item) for item in items]
    found: list[Item] = []
    position = 0
    while position < len(items):
        taken = 1
        for length in range(min(longest.get(words[position], 1), len(items) - position), 0, -1):
            entry = entries.get(tuple(words[position : position + length]))
            if entry is not None:
                found.append(_entered(items[position : position + length], entry))
                taken = length
                break
        else:
            found.append(_unclassed(items[position]))
        position += taken
    return tuple(found)


def _spelled(item: Item) -> str:
    """The one tag that is the item's own word or sign."""
    return next((tag for tag in item.tags if not tag.isupper() or not tag.isalnum()), "")


def _unclassed(item: Item) -> Item:
    """A word that has no entry of its own says nothing, even if it occurs in a longer one."""
    return replace(item, known=False) if item.has("WORD") else item


def _entered(parts: tuple[Item, ...], entry: Entry) -> Item:
    own = parts[0].tags if len(parts) == 1 else frozenset({"PHRASE"})
    text = " ".join(part.text for part in parts)
    meaning = entry.doing or parts[0].meaning
    return Item(text, own | entry.tags, meaning, span=spanned(parts))
