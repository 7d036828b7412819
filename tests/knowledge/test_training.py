"""The weights are learnt, not written, and they earn their place."""

import json

from bot.knowledge.weighing import ALWAYS, CHOICES, NONE, weigh
from tests.knowledge.training import WEIGHTS, Example, learn

SQUATS, LUNGES = CHOICES.index("squats"), CHOICES.index("lunges")


def one(feature: str, place: int) -> Example:
    wanted = tuple(float(each == place) for each in range(len(CHOICES)))
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


def test_the_weights_fit_the_topics() -> None:
    assert json.loads(WEIGHTS.read_text("utf-8"))["choices"] == [*CHOICES]
    assert CHOICES[-1] == NONE
