"""Tells whether a clause speaks of somebody else's workout."""

from bot.reading.items import Item, any_has

Clause = tuple[Item, ...]


def of_somebody_else(clause: Clause) -> bool:
    """Whether a person who is not the athlete stands before what was done."""
    for position, item in enumerate(clause):
        if item.has("PERSON") and _acts(clause, position):
            with_athlete = any_has(_up_to_verb(clause[position:]), "SELF")
            return not with_athlete and not any_has(clause, "MADE_ME")
        if item.has("SELF", "DONE") and not item.has("PERSON"):
            return position > 0 and _opens_with_name(clause)
    return False


def _acts(clause: Clause, position: int) -> bool:
    """Whether the person there does something: not in `with my wife`, nor `physio session`."""
    person = clause[position]
    following = clause[position + 1] if position + 1 < len(clause) else None
    if following is not None and following.has("ACT") and not following.has("DONE", "DOES"):
        return person.has("THEIRS")
    article = position > 0 and clause[position - 1].has("my", "the", "a", "his", "her", "our")
    lead = position - 1 - article
    return lead < 0 or not clause[lead].has("BY", "ACT")


def _opens_with_name(clause: Clause) -> bool:
    """Whether unknown words in capitals come before what was done: Peter and Anna ran."""
    names = [item for item in _up_to_verb(clause) if not item.has("and", "&", "BREAK")]
    unknown = [not item.known and item.text[:1].isupper() for item in names]
    return bool(names) and all(unknown) and len(names) < len(clause)


def _up_to_verb(clause: Clause) -> Clause:
    for position, item in enumerate(clause):
        if item.has("DONE"):
            return clause[:position]
    return clause
