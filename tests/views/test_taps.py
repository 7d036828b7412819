"""What a button means survives the way to the phone and back, and nothing else gets in."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.draft import Draft
from bot.domain.workout import Source
from bot.views.taps import (
    LONGEST_AGO,
    Change,
    EndedAgo,
    Fill,
    FillIn,
    Keep,
    NewLog,
    NotAWorkout,
    Remove,
    Save,
    Score,
    Tap,
    TypeTheTime,
    read,
    write,
)
from tests.domain.drafts import WORST, drafts

HIGHEST_ID = 10**18 - 1
_ids = st.integers(0, HIGHEST_ID)

taps: st.SearchStrategy[Tap] = st.one_of(
    st.builds(Score, _ids, st.integers(0, 10)),
    st.builds(FillIn, _ids),
    st.just(NewLog()),
    st.builds(Fill, drafts()),
    st.builds(EndedAgo, st.integers(0, LONGEST_AGO), drafts()),
    st.builds(TypeTheTime, drafts()),
    st.builds(Change, drafts(complete=True)),
    st.builds(Save, st.sampled_from(Source), drafts(complete=True)),
    st.just(NotAWorkout()),
    st.builds(Remove, _ids),
    st.just(Keep()),
)

LARGEST: tuple[Tap, ...] = (
    Score(HIGHEST_ID, 10),
    FillIn(HIGHEST_ID),
    Fill(WORST),
    EndedAgo(LONGEST_AGO, WORST),
    TypeTheTime(WORST),
    Change(WORST),
    *(Save(source, WORST) for source in Source),
    Remove(HIGHEST_ID),
)


@given(tap=taps)
def test_what_is_written_is_read(tap: Tap) -> None:
    assert read(write(tap)) == tap


@pytest.mark.parametrize("tap", LARGEST, ids=lambda tap: type(tap).__name__)
def test_the_largest_values_fit_into_telegrams_64_bytes(tap: Tap) -> None:
    data = write(tap)
    assert len(data.encode()) <= 64
    assert read(data) == tap


@given(
    data=st.text()
    | st.lists(st.text("0123456789-run,.e ٣²", max_size=8), max_size=8).map(":".join)
    | st.tuples(st.sampled_from("smnfetcwxrk"), st.text(max_size=30)).map(":".join)
    | st.tuples(taps.map(write), st.integers(0, 64), st.characters()).map(
        lambda forged: forged[0][: forged[1]] + forged[2] + forged[0][forged[1] + 1 :]
    )
)
@example(data="s:007:3")
@example(data="s:1:03")
@example(data="s:1:11")
@example(data="s:-1:3")
@example(data="s:٣:3")
@example(data="s:1000000000000000000:3")
@example(data="e:999999999999999999:,,,,,")
@example(data="e:-30:,,,,,")
@example(data="n:")
@example(data="w:typed:,,,,,")
@example(data="w:guessed:run,,,1772470800,,")
@example(data="f:run,,,,,:")
def test_forged_data_is_no_tap_unless_a_button_could_carry_it(data: str) -> None:
    tap = read(data)
    assert tap is None or write(tap) == data


@given(draft=drafts(complete=True), source=st.sampled_from(Source))
def test_only_a_complete_draft_can_be_saved(draft: Draft, source: Source) -> None:
    for incomplete in (replace(draft, activity=None), replace(draft, ended_at=None)):
        assert read(write(Save(source, incomplete))) is None
        assert read(write(Change(incomplete))) is None
