"""Tells whether a clause asks something."""

from bot.reading.items import Item, any_has


def asks(clause: tuple[Item, ...]) -> bool:
    """Whether the clause is a question, with or without its mark."""
    if any_has(clause, "SURELY_ASKS"):
        return True
    lead = next((at for at, item in enumerate(clause) if not item.has("BREAK", "GREETING")), 0)
    opening, following = clause[lead], clause[lead + 1] if lead + 1 < len(clause) else None
    if opening.has("EXCLAIM"):
        return False
    if _offers_a_choice(clause):
        return True
    if opening.has("ASK_WORD", "ASK_AUX"):
        return not (following is not None and following.has("done"))
    if opening.has("ASK_IF_SUBJECT") and following is not None:
        measure = opening.has("will", "would", "may") and following.has("DUR", "DIST", "N")
        if (following.has("SUBJECT", "PERSON") and not following.has("the", "my")) or measure:
            return True
    if not clause[-1].has("?"):
        return False
    return any_has(clause, "OKAY") or not any_has(clause, "PAST", "DONE")


def _offers_a_choice(clause: tuple[Item, ...]) -> bool:
    """`walk or run`"""
    return any(
        middle.has("or") and before.has("ACT") and after.has("ACT")
        for before, middle, after in zip(clause, clause[1:], clause[2:], strict=False)
    )
