"""Whatever is typed, the finder answers; how much work that can be is bounded."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.knowledge import patterns
from bot.knowledge.finder import find, read
from bot.knowledge.found import FoundKind
from bot.knowledge.lexicon.tables import NAMES, SAYINGS, listed, table
from bot.knowledge.words import LONGEST_READ, words

PHRASES = sorted(
    phrase
    for name in (*NAMES, *SAYINGS)
    for phrases in table(name).values()
    for phrase in listed(phrases)
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200),
    st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=8)), max_size=12).map(" ".join),
)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
@example("\ud83d")
@example("24/7/24/7 10/10/10 99999999999999999999")
@example("'''' n't n't isn't't")
@example("١٢/10 ½ ²")
def test_any_text_gets_an_answer(text: str) -> None:
    found = find(text)
    assert 0.0 <= found.confidence <= 1.0
    assert (found.topic is not None) == (found.kind is FoundKind.TOPIC)
    assert bool(found.flags) == (found.kind is FoundKind.RED_FLAG)
    assert len(found.also) <= 3
    assert found.topic not in found.also
    assert find(text) == found


@pytest.mark.parametrize("unit", ["a ", "knee ", "no, ", "24/7", "can't put weight on ", "?x"])
def test_only_the_beginning_of_a_long_text_is_read(unit: str) -> None:
    text = unit * 100_000
    assert len(words(text)) <= LONGEST_READ
    assert len(read(text).text) <= 2 * LONGEST_READ


def test_a_gap_reaches_only_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """So the places a phrase can end at are few, however long the text: no backtracking."""
    steps = 0
    real = patterns._steps

    def counted(*arguments: object) -> set[int]:
        nonlocal steps
        steps += 1
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(patterns, "_steps", counted)
    text = words("knee " * 200)
    phrase = patterns.pattern("knee .. knee .. knee .. knee")
    assert patterns.ends(phrase, text, 0, {}) == set(range(4, 5 + 3 * patterns.GAP))
    assert steps <= len(phrase) * len(phrase) * patterns.GAP
