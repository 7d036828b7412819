"""Where what the bot says comes from, as the last lines of a message."""

from functools import cache

from bot.domain.sentence import in_order

_ARTICLE, _SAFETY = "From the article", "General safety advice, not from the article"


@cache
def sources(facts: tuple[str, ...]) -> str:
    """The facts by number, the article's apart from general safety."""
    cited = in_order(facts)
    kinds = ((_ARTICLE, "A"), (_SAFETY, "S"))
    named = ((kind, ", ".join(f for f in cited if f[0] == letter)) for kind, letter in kinds)
    return "\n".join(f"<i>{kind}: {numbers}</i>" for kind, numbers in named if numbers)
