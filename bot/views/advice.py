"""The wording of advice. `bot/domain/sentence.py` names the facts that each sentence rests on."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.advice import Advice
from bot.domain.check_in import Moment
from bot.domain.course import Reference
from bot.domain.pain import Band
from bot.domain.sentence import SentenceId as Id
from bot.domain.sentence import Value
from bot.domain.workout import Activity
from bot.views import words
from bot.views.sources import sources

BANDS = {
    Band.TOLERABLE: "tolerable",
    Band.BORDERLINE: "borderline",
    Band.TOO_MUCH: "too much",
}

SENTENCES = {
    Id.CARRY_ON: (
        "<b>Carry on.</b> Pain from 0 to {tolerable} counts as tolerable, manageable discomfort."
    ),
    Id.EASE_OFF: (
        "<b>Ease off for now.</b> {too_much} or more after a workout is too much: "
        "reduce the intensity or the volume."
    ),
    Id.STILL_EASE_OFF: (
        "<b>Ease off for now.</b> The {score} {moment} was too much, even if it is better now: "
        "reduce the intensity or the volume."
    ),
    Id.HOLD_RISING: "<b>Hold.</b> It is tolerable, but on the way up: add nothing for now.",
    Id.HOLD_BORDERLINE: (
        "<b>Hold.</b> That is borderline, between tolerable (up to {tolerable}) and too much "
        "({too_much} and more): add nothing for now."
    ),
    Id.BUILD_UP: "<b>Repeat it, or build up gradually.</b> Your knee took this workout well.",
    Id.KEEP_THE_LOAD: (
        "<b>Keep the load, and add nothing yet.</b> It is tolerable, but higher than before."
    ),
    Id.DO_LESS: (
        "<b>Do less next time.</b> {too_much} or more the day after means: "
        "reduce the intensity or the volume for now."
    ),
    Id.DO_LESS_ALL_THE_SAME: (
        "<b>Do a little less next time.</b> It is better now, but the {score} {moment} was too "
        "much: reduce the intensity or the volume for now."
    ),
    Id.CHOOSE_ANOTHER: (
        "<b>Choose another activity for now.</b> Your {activity}: too much twice in a row. "
        "What makes your knee clearly worse is the only thing to avoid."
    ),
    Id.REST: (
        "<b>Rest for now, and see a clinician.</b> Every activity of the last 14 days was too "
        "much. This is the one case in which the article advises rest."
    ),
    Id.OUR_FIVE: (
        "The article is silent about this score; calling it borderline is our own careful reading."
    ),
    Id.OUR_TWO_POINTS: (
        "We take 2 points or more for a real rise; the article gives no number for it."
    ),
    Id.RISING: "It is rising: {since}, {score} now.",
    Id.STEADY: "It is steady: {since}, {score} now.",
    Id.SETTLING: "It is settling: {since}, {score} now.",
    Id.NO_WORSE: "It is not clearly worse than {since}.",
    Id.NOTHING_TO_COMPARE: "I have no earlier score to compare it with.",
    Id.NEXT_DAY_DECIDES: "The next day decides: I ask {at}.",
    Id.A_LITTLE_MORE: "If you add something, add a little, and stay at {tolerable} or below.",
    Id.WATCH_THE_NEXT: "See what the next check-ins say.",
    Id.RUN_LESS: (
        "Look at how much you run first, before anything else: form is usually not the cause."
    ),
    Id.FILL_THE_GAP: "Strength work or cycling fills the gap and keeps you fit.",
    Id.WALK_LESS: "Walk less for now, or choose something else.",
    Id.RIDE_LESS: "Ride shorter, easier or less often for now.",
    Id.SQUATS_STAY: (
        "Squats can stay in your plan: lighter for now, then more step by step. Some pain while "
        "you do them is no reason to give them up."
    ),
    Id.LUNGES_STAY: (
        "Lunges can stay in your plan: lighter for now, then more step by step, as long as your "
        "knee is not severely irritated the next day."
    ),
    Id.STEP_UPS_STAY: "Step-ups can stay in your plan: lighter for now, then more step by step.",
    Id.DEADLIFTS_STAY: "Deadlifts can stay in your plan: lighter for now, then more step by step.",
    Id.STRENGTH_STAYS: (
        "Strength work can stay in your plan: lighter for now, then more step by step."
    ),
    Id.LESS_OF_IT: "Do it shorter, easier or less often for now.",
    Id.WENT_WELL: "Your {activity} {at} went well: that is one to go on with.",
    Id.SOMETHING_WILL: (
        "There is nearly always something that leaves a knee no worse 24 hours later: "
        "try an easy one, and log it."
    ),
    Id.SEE_A_CLINICIAN: "Please let a clinician look at your knee.",
    Id.LATE_ANSWER: "This answer came late, so take what I say with a little care.",
    Id.LATE_BEFORE: "Some of the scores that this rests on came late.",
    Id.CLINIC_MARKS: (
        "The marks are your clinic's: up to {tolerable} tolerable, {too_much} and more too much. "
        "The article says 4 and 6."
    ),
}


def paragraph(advice: Advice, now: datetime, zone: ZoneInfo) -> str:
    """The sentences, then where they come from."""
    marks = {"tolerable": str(advice.marks.tolerable), "too_much": str(advice.marks.too_much)}
    said = []
    for sentence in advice.sentences:
        values = {name: _word(value, now, zone) for name, value in sentence.values.items()}
        said.append(SENTENCES[sentence.id].format_map(marks | values))
    return f"{' '.join(said)}\n{sources(advice.facts)}"


def _word(value: Value, now: datetime, zone: ZoneInfo) -> str:
    match value:
        case Activity():
            return words.ACTIVITIES[value]
        case Moment():
            return words.MOMENTS[value]
        case datetime():
            return words.when(value, now, zone)
        case Reference():
            return _reference(value)
    return str(value)


def _reference(since: Reference) -> str:
    """`2 before the workout`, `3 one hour after`, `3 one hour after your run`"""
    if since.moment is None:
        return f"{since.score} before the workout"
    moment = f"{since.score} {words.MOMENTS[since.moment]}"
    return f"{moment} your {words.ACTIVITIES[since.activity]}" if since.activity else moment
