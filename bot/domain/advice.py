"""What the bot says about an answer: a verdict, sentences that each rest on facts, and topics."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain import first_day, next_day
from bot.domain.check_in import Moment
from bot.domain.course import Course
from bot.domain.offers import topics_for
from bot.domain.pain import ARTICLE, SEVERE, Band, Marks, band
from bot.domain.record import WorkoutRecord, without_late
from bot.domain.sentence import Sentence, SentenceId, in_order, say
from bot.domain.topic import TopicId
from bot.domain.verdict import Verdict


@dataclass(frozen=True)
class Advice:
    """`asks_for_signs`: the score is so high that the safety questions come first."""

    band: Band
    verdict: Verdict
    sentences: tuple[Sentence, ...]
    topics: tuple[TopicId, ...]
    marks: Marks
    asks_for_signs: bool

    @property
    def facts(self) -> tuple[str, ...]:
        """Every fact cited, once, in the order of their numbers."""
        return in_order(fact for sentence in self.sentences for fact in sentence.facts)


def advise(
    record: WorkoutRecord,
    check_in_id: int,
    history: Sequence[WorkoutRecord] = (),
    marks: Marks = ARTICLE,
) -> Advice:
    """What the answer to this check-in means, with what is known of the athlete's other recent
    workouts. ValueError if it has no answer."""
    check_in = record.check_in(check_in_id)
    if check_in.answer is None:
        raise ValueError("there is no advice without an answer")
    others = tuple(each for each in history if each.id != record.id)
    verdict, sentences = _judge(record, check_in_id, others, marks)
    known = (record, *others)
    in_time = tuple(without_late(each, keep=check_in_id) for each in known)
    someone_was_late = any(
        each is not as_it_is for each, as_it_is in zip(in_time, known, strict=True)
    )
    if someone_was_late and (verdict, sentences) != _judge(
        in_time[0], check_in_id, in_time[1:], marks
    ):
        sentences = (*sentences, say(SentenceId.LATE_BEFORE))
    if check_in.late:
        sentences = (*sentences, say(SentenceId.LATE_ANSWER))
    if marks != ARTICLE:
        sentences = (*sentences, say(SentenceId.CLINIC_MARKS))
    return Advice(
        band(check_in.answer.score, marks),
        verdict,
        sentences,
        topics_for(record.workout.activity, verdict),
        marks,
        asks_for_signs(record, check_in_id),
    )


def asks_for_signs(record: WorkoutRecord, check_in_id: int) -> bool:
    """Whether the answer is so high that the safety questions are asked."""
    given = record.check_in(check_in_id).answer
    return given is not None and given.score >= SEVERE


def _judge(
    record: WorkoutRecord, check_in_id: int, others: Sequence[WorkoutRecord], marks: Marks
) -> tuple[Verdict, tuple[Sentence, ...]]:
    check_in = record.check_in(check_in_id)
    course = Course((record, *others), check_in.due_at, marks)
    judge = next_day.judge if check_in.moment is Moment.NEXT_DAY else first_day.judge
    return judge(record, check_in, course)
