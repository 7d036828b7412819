"""`make guidance`: writes down every sentence that the bot advises with, beside its facts, for a
clinician to check. `docs/guidance.md` is what it prints."""

import re
from collections.abc import Iterable, Iterator

from bot.domain.safety import RedFlag
from bot.domain.sentence import FACTS
from bot.domain.topic import TopicId
from bot.knowledge.facts import facts
from bot.knowledge.topic_files import topic
from bot.views import safety
from bot.views.advice import SENTENCES

_HEAD = """# What the bot says, and what each sentence rests on

For physiotherapists and other clinicians: every sentence that the bot advises with, beside the
facts that it rests on. This page is made from the bot's own data by `make guidance`, and a test
fails when the two differ. Names in braces are filled in, such as `{score}`.

The facts come from one article about exercising with runner's knee, written by a coach for athletes
(A), and from general safety advice (S). Two things the article leaves open, and the bot says so
where it matters: a score of **5** is called borderline, and a rise of **2 points or more** counts
as significant (Piva and others, J Rehabil Med 2009, 41(3): 1.16 points; Salaffi and others, Eur J
Pain 2004: 2 points).
"""


def guidance() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_HEAD, *_facts(), *_advice(), *_safety(), *_topics()]) + "\n"


def _facts() -> Iterator[str]:
    yield "## The facts\n"
    yield from _table(("fact", "what it says"), facts().items())


def _advice() -> Iterator[str]:
    yield "\n## Advice on a score\n"
    yield (
        "Which sentences an answer gets is written down case by case in "
        "[`tests/domain/advice_cases.yaml`](../tests/domain/advice_cases.yaml).\n"
    )
    rows = ((_plain(SENTENCES[id_]), ", ".join(cited)) for id_, cited in FACTS.items())
    yield from _table(("sentence", "facts"), rows)


def _safety() -> Iterator[str]:
    yield "\n## Red flags\n"
    yield "Shown as general safety advice, apart from the article.\n"
    rows = [
        (_plain(text), f"{fact}: {', '.join(_signs(fact))}") for fact, text in safety.ADVICE.items()
    ]
    rows += [(safety.LIMITS, "S6"), (safety.SIGNS_QUESTION, "S1, S2, S3: from a score of 8 on")]
    yield from _table(("sentence", "facts, and the signs that lead to it"), rows)


def _topics() -> Iterator[str]:
    yield "\n## Topics"
    for id_ in TopicId:
        found = topic(id_)
        yield f"\n### {found.title} (`{id_.value}`)\n"
        yield from (f"- *{question}*" for question in found.questions)
        yield ""
        said = (sentence for paragraph in found.paragraphs for sentence in paragraph)
        yield from _table(("sentence", "facts"), ((s.text, ", ".join(s.facts)) for s in said))


def _signs(fact: str) -> Iterator[str]:
    yield from (flag.value.replace("_", " ") for flag in RedFlag if flag.fact == fact)


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |"
    yield "|---|---|"
    yield from (f"| {first} | {second} |" for first, second in rows)


def _plain(html: str) -> str:
    return re.sub(r"</?b>", "**", html)


if __name__ == "__main__":
    print(guidance(), end="")
