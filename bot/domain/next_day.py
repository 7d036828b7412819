"""Judges the answer 24 hours after a workout, which decides how to go on."""

from collections.abc import Iterator, Sequence

from bot.domain.course import Course, Reference
from bot.domain.pain import SIGNIFICANT, Band, band
from bot.domain.record import CheckInRecord, WorkoutRecord
from bot.domain.sentence import Sentence, SentenceId, say
from bot.domain.verdict import Verdict
from bot.domain.workout import Activity

EVERY_ACTIVITY = 3
"""Of so many different activities each must have been too much before rest is advised (A16)."""

_LESS = {
    Activity.RUN: (SentenceId.RUN_LESS, SentenceId.FILL_THE_GAP),
    Activity.WALK: (SentenceId.WALK_LESS,),
    Activity.CYCLING: (SentenceId.RIDE_LESS,),
    Activity.SQUATS: (SentenceId.SQUATS_STAY,),
    Activity.LUNGES: (SentenceId.LUNGES_STAY,),
    Activity.STEP_UPS: (SentenceId.STEP_UPS_STAY,),
    Activity.DEADLIFTS: (SentenceId.DEADLIFTS_STAY,),
    Activity.STRENGTH: (SentenceId.STRENGTH_STAYS,),
    Activity.OTHER: (SentenceId.LESS_OF_IT,),
}

Judged = tuple[Verdict, tuple[Sentence, ...]]


def judge(record: WorkoutRecord, check_in: CheckInRecord, course: Course) -> Judged:
    """Build up, hold, do less, choose another activity, or rest and see a clinician."""
    assert check_in.answer is not None
    score = check_in.answer.score
    felt = band(score, course.marks)
    if felt is Band.TOO_MUCH:
        return _too_much(record, course)
    if earlier := _too_much_earlier(record, check_in, course):
        assert earlier.answer is not None
        opening = say(
            SentenceId.DO_LESS_ALL_THE_SAME, score=earlier.answer.score, moment=earlier.moment
        )
        return Verdict.DO_LESS, (opening, *_less(record))
    if felt is Band.BORDERLINE:
        ids = (SentenceId.HOLD_BORDERLINE, SentenceId.OUR_FIVE, SentenceId.WATCH_THE_NEXT)
        return Verdict.HOLD, tuple(map(say, ids))
    return _tolerable(score, course.before(record) or course.earlier_in(record, check_in))


def _tolerable(score: int, before: Reference | None) -> Judged:
    verdict, sentences = Verdict.BUILD_UP, [say(SentenceId.BUILD_UP)]
    if before is None:
        sentences.append(say(SentenceId.NOTHING_TO_COMPARE))
    elif score - before.score >= SIGNIFICANT:
        verdict = Verdict.HOLD
        sentences = [
            say(SentenceId.KEEP_THE_LOAD),
            say(SentenceId.RISING, since=before, score=score),
            say(SentenceId.OUR_TWO_POINTS),
            say(SentenceId.WATCH_THE_NEXT),
        ]
    else:
        sentences.append(say(SentenceId.NO_WORSE, since=before))
    if verdict is Verdict.BUILD_UP:
        sentences.append(say(SentenceId.A_LITTLE_MORE))
    return verdict, tuple(sentences)


def _too_much(record: WorkoutRecord, course: Course) -> Judged:
    recent = list(course.recent())
    activities = {each.workout.activity for each in recent}
    everything = all(course.outcome(each) is Band.TOO_MUCH for each in recent)
    if everything and len(activities) >= EVERY_ACTIVITY:
        return Verdict.REST, (say(SentenceId.REST), say(SentenceId.SEE_A_CLINICIAN))
    activity = record.workout.activity
    ended = (record.workout.ended_at, record.id)
    same = (
        each
        for each in recent
        if each.workout.activity is activity and (each.workout.ended_at, each.id) < ended
    )
    last = next(same, None)
    if last is not None and course.outcome(last) is Band.TOO_MUCH:
        opening = say(SentenceId.CHOOSE_ANOTHER, activity=activity)
        return Verdict.CHOOSE_ANOTHER, (opening, _instead(activity, recent, course))
    return Verdict.DO_LESS, (say(SentenceId.DO_LESS), *_less(record))


def _instead(activity: Activity, recent: Sequence[WorkoutRecord], course: Course) -> Sentence:
    """What went well for this athlete lately, if anything did."""
    for each in recent:
        other = each.workout.activity
        if other is not activity and other is not Activity.OTHER and course.went_well(each):
            return say(SentenceId.WENT_WELL, activity=other, at=each.workout.ended_at)
    return say(SentenceId.SOMETHING_WILL)


def _less(record: WorkoutRecord) -> Iterator[Sentence]:
    yield from map(say, _LESS[record.workout.activity])


def _too_much_earlier(
    record: WorkoutRecord, check_in: CheckInRecord, course: Course
) -> CheckInRecord | None:
    """The earlier check-in of the same workout that was too much: A8 counts the day before."""
    for each in course.answered(record):
        assert each.answer is not None
        is_too_much = band(each.answer.score, course.marks) is Band.TOO_MUCH
        if each.id != check_in.id and is_too_much:
            return each
    return None
