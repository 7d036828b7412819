"""The weights are learnt, not written, and fit what is decided between."""

import pytest

from bot.domain.safety import RedFlag
from bot.knowledge.weighing import ALWAYS, CHOICES, learnt, weigh
from tests.knowledge.training import Example, learn

TOPICS = CHOICES["topics"]
SQUATS, LUNGES = TOPICS.index("squats"), TOPICS.index("lunges")


def one(feature: str, place: int) -> Example:
    wanted = tuple(1.0 if each == place else -1.0 for each in range(len(TOPICS)))
    return Example((ALWAYS, feature), wanted)


def test_what_was_seen_with_a_topic_speaks_for_it() -> None:
    examples = [one("squat", SQUATS), one("lunge", LUNGES)] * 5
    weights = learn(examples)
    assert weigh(["squat"], weights).topics[0][0] == "squats"
    assert weigh(["lunge"], weights).topics[0][0] == "lunges"
    assert learn(examples) == weights


def test_a_feature_that_was_seen_once_says_nothing() -> None:
    assert "squat" not in learn([one("squat", SQUATS), one("lunge", LUNGES)])


def test_chances_add_up() -> None:
    chances = weigh(["squat", "never seen"])
    assert abs(sum(chance for _, chance in chances.topics) + chances.none - 1) < 1e-9


@pytest.mark.parametrize("name", CHOICES)
def test_the_weights_that_are_shipped_fit_the_choices(name: str) -> None:
    weights = learnt(name)
    assert ALWAYS in weights
    assert {len(row) for row in weights.values()} == {len(CHOICES[name])}


def test_signs_are_the_red_flags() -> None:
    assert CHOICES["signs"] == tuple(RedFlag)
