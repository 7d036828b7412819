"""Parts a text into clauses, for each may speak of something else ("couldn't run so walked")."""

from bot.reading.items import Item

ENDS = frozenset({".", ";", "!", "?", "\n", ",", "(", ")"})


def clauses(items: tuple[Item, ...]) -> list[tuple[Item, ...]]:
    """The clauses in order, without the signs and words that part them (`?` stays)."""
    found: list[list[Item]] = [[]]
    for position, item in enumerate(items):
        if item.has("SIGN") and item.has(*ENDS):
            if item.has("?"):
                found[-1].append(item)
            found.append([])
        elif item.has("BREAK") or _starts_anew(items, position):
            found.append([item])
        else:
            found[-1].append(item)
    return [tuple(clause) for clause in found if clause]


def _starts_anew(items: tuple[Item, ...], position: int) -> bool:
    """Whether an `and` is followed by something else that is done, planned or refused."""
    if items[position].has("for", "with"):
        return any(item.has("SWAP") for item in items[max(position - 4, 0) : position])
    if not items[position].has("and", "&") or position + 1 >= len(items):
        return False
    following = items[position + 1]
    return following.has("PAST", "PLAN", "NEG", "REFUSED", "SURELY_ASKS", "KNEE", "AFTER_IS") or (
        following.has("DONE", "SELF") and position > 0 and not items[position - 1].has("PERSON")
    )
