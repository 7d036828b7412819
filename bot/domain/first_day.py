"""Judges the answers right after and one hour after a workout; the next day decides."""

from collections.abc import Iterator

from bot.domain.check_in import CheckInState, Moment
from bot.domain.course import Course, Reference
from bot.domain.pain import SIGNIFICANT, Band, band
from bot.domain.record import CheckInRecord, WorkoutRecord
from bot.domain.sentence import Sentence, SentenceId, say
from bot.domain.verdict import Verdict


def judge(
    record: WorkoutRecord, check_in: CheckInRecord, course: Course
) -> tuple[Verdict, tuple[Sentence, ...]]:
    """The band, whether it rises or settles since the answer before, and when the next day is."""
    assert check_in.answer is not None
    score = check_in.answer.score
    before = course.earlier_in(record, check_in) or _before(record)
    rising = before is not None and score - before.score >= SIGNIFICANT
    verdict, opening = _opening(score, rising, before, course)
    sentences = [opening]
    if opening.id is SentenceId.HOLD_BORDERLINE:
        sentences.append(say(SentenceId.OUR_FIVE))
    if before is not None:
        sentences.extend(_trend(score, before))
    sentences.extend(_next_day(record))
    return verdict, tuple(sentences)


def _before(record: WorkoutRecord) -> Reference | None:
    before = record.workout.before
    return None if before is None else Reference(before)


def _opening(
    score: int, rising: bool, before: Reference | None, course: Course
) -> tuple[Verdict, Sentence]:
    match band(score, course.marks):
        case Band.TOO_MUCH:
            return Verdict.DO_LESS, say(SentenceId.EASE_OFF)
        case _ if before and before.moment and band(before.score, course.marks) is Band.TOO_MUCH:
            return Verdict.DO_LESS, say(
                SentenceId.STILL_EASE_OFF, score=before.score, moment=before.moment
            )
        case Band.BORDERLINE:
            return Verdict.HOLD, say(SentenceId.HOLD_BORDERLINE)
        case Band.TOLERABLE if rising:
            return Verdict.HOLD, say(SentenceId.HOLD_RISING)
    return Verdict.CARRY_ON, say(SentenceId.CARRY_ON)


def _trend(score: int, before: Reference) -> Iterator[Sentence]:
    change = score - before.score
    if change >= SIGNIFICANT:
        yield say(SentenceId.RISING, since=before, score=score)
        yield say(SentenceId.OUR_TWO_POINTS)
    elif change <= -SIGNIFICANT:
        yield say(SentenceId.SETTLING, since=before, score=score)
    else:
        yield say(SentenceId.STEADY, since=before, score=score)


def _next_day(record: WorkoutRecord) -> Iterator[Sentence]:
    for check_in in record.check_ins:
        if check_in.moment is Moment.NEXT_DAY and check_in.state is CheckInState.PLANNED:
            yield say(SentenceId.NEXT_DAY_DECIDES, at=check_in.due_at)
