"""Logging a workout as people see it; whatever they typed is shown as they typed it."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.draft import OPTIONAL, Draft, Step
from bot.domain.workout import Activity, Source
from bot.sandbox.html_text import parse_html
from bot.views import log as views
from bot.views.message import Message
from bot.views.taps import Change, EndedAgo, Fill, NotAWorkout, Save, Tap, TypeTheTime, read
from tests.domain.drafts import WORST, drafts
from tests.views.records import BERLIN, ENDED, workout_record
from tests.views.telegram_rules import plain

NOW = ENDED + timedelta(minutes=5)
FULL = Draft(activity=Activity.RUN, minutes=28.5, distance_km=5, ended_at=ENDED, rpe=6, before=2)


def meaning(message: Message) -> dict[str, Tap | None]:
    """Each button's label and what it does."""
    return {label: read(data) for row in message.buttons for label, data in row}


@given(draft=drafts())
@example(draft=WORST)
def test_every_step_can_be_shown_for_every_draft(draft: Draft) -> None:
    for step in Step:
        assert plain(views.step(step, draft))


@given(draft=drafts(complete=True))
@example(draft=WORST)
def test_every_complete_draft_can_be_shown_offered_and_changed(draft: Draft) -> None:
    for view in (views.summary, views.offer, views.change_menu):
        assert plain(view(draft, NOW, BERLIN))


def test_the_activities_are_those_that_can_be_logged() -> None:
    offered = meaning(views.step(Step.ACTIVITY, Draft())).values()
    assert [tap.draft.activity for tap in offered if isinstance(tap, Fill)] == list(Activity)


@pytest.mark.parametrize("step", sorted(OPTIONAL))
def test_each_optional_step_can_be_skipped(step: Step) -> None:
    skip = meaning(views.step(step, Draft(activity=Activity.RUN)))["Skip"]
    assert skip == Fill(Draft(activity=Activity.RUN).skip(step))


def test_the_end_is_given_by_a_button_or_typed() -> None:
    draft = Draft(activity=Activity.RUN)
    assert meaning(views.step(Step.ENDED, draft)) == {
        "Just now": EndedAgo(0, draft),
        "30 min ago": EndedAgo(30, draft),
        "1 h ago": EndedAgo(60, draft),
        "2 h ago": EndedAgo(120, draft),
        "Earlier: type a time": TypeTheTime(draft),
    }


@pytest.mark.parametrize("step", [Step.EFFORT, Step.BEFORE])
def test_effort_and_pain_before_go_from_0_to_10(step: Step) -> None:
    labels = list(meaning(views.step(step, Draft())))
    assert labels == [*map(str, range(11)), "Skip"]


def test_effort_says_that_it_is_not_pain() -> None:
    assert "not pain" in plain(views.step(Step.EFFORT, FULL))


def test_the_summary_shows_everything_to_be_saved_or_changed() -> None:
    message = views.summary(FULL, NOW, BERLIN)
    text = plain(message)
    for said in ("Run, 5 km, 28:30 min", "today at 18:00", "Effort 6", "Knee before: 2"):
        assert said in text
    assert meaning(message) == {"Save": Save(Source.BUTTONS, FULL), "Change": Change(FULL)}


def test_what_was_typed_is_offered_back() -> None:
    message = views.offer(FULL, NOW, BERLIN)
    assert "Shall I log this workout?" in plain(message)
    assert meaning(message) == {"Save": Save(Source.TYPED, FULL), "Not a workout": NotAWorkout()}


def test_every_step_can_be_changed_or_nothing() -> None:
    offered = meaning(views.change_menu(FULL, NOW, BERLIN)).values()
    asked = [tap.draft.missing() for tap in offered if isinstance(tap, Fill)]
    assert asked == [*Step, None]


def test_the_confirmation_holds_the_first_question_where_it_is_due() -> None:
    message = views.logged(workout_record(), 1, NOW, BERLIN)
    text = plain(message)
    assert "Logged: squats, 40 min, ended today at 18:00." in text
    assert "how is your knee now?" in text
    assert len(meaning(message)) == 11


def test_the_confirmation_says_when_the_first_question_comes() -> None:
    message = views.logged(workout_record(), None, ENDED - timedelta(seconds=1), BERLIN)
    assert "Next question: today at 18:00." in plain(message)
    assert not message.buttons


def test_the_confirmation_says_why_there_will_be_no_question() -> None:
    text = plain(views.logged(workout_record(states=()), None, NOW, BERLIN))
    assert "more than 36 hours ago" in text
    assert "ask nothing" in text


@given(words=st.lists(st.text(min_size=1), max_size=50))
@example(words=["<b>", "</b>", "&lt;", "<a href='x'>", '"'])
@example(words=["😀" * 4096] * 50)
@example(words=["&" * 4096] * 50)
def test_what_was_not_understood_is_shown_as_it_was_typed(words: list[str]) -> None:
    for message in (
        views.step(Step.ACTIVITY, Draft(), words),
        views.step(Step.DURATION, FULL, words),
        views.summary(WORST, NOW, BERLIN, words),
        views.offer(WORST, NOW, BERLIN, words),
    ):
        text = plain(message)
        assert ("did not understand" in text) is bool(words)
        for word in words[:5]:
            assert f"“{word[:40]}”" in text
        # What is bold or italic is ours.
        assert {entity.type for entity in parse_html(message.text)[1]} <= {"bold", "italic"}
