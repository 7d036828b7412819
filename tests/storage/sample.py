"""One row of each table, as good as any: what a test changes about it is what it is about."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState, Moment
from bot.domain.draft import Step
from bot.domain.job import JobKind
from bot.domain.workout import Activity, Source
from bot.storage.tables import (
    Answer,
    Athlete,
    ChatPace,
    CheckIn,
    IncomingUpdate,
    Job,
    Prompt,
    RemovedWorkout,
    Replica,
    Workout,
)

NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Sample:
    """The numbers of the rows."""

    athlete: int
    workout: int
    check_in: int
    answer: int
    job: int


def write_sample(session: Session, telegram_id: int = 7001) -> Sample:
    """An athlete with a workout, one check-in, an answer, a job and a prompt,
    and what is left of a workout that was removed."""
    athlete = Athlete(telegram_id=telegram_id, language="en", time_zone="UTC", created_at=NOW)
    workout = Workout(
        athlete=athlete,
        origin=1,
        activity=Activity.SQUATS,
        ended_at=NOW,
        minutes=40.0,
        distance_km=1.5,
        rpe=6,
        before=2,
        source=Source.TYPED,
        logged_at=NOW,
    )
    check_in = CheckIn(
        moment=Moment.RIGHT_AFTER,
        due_at=NOW,
        nudge_at=NOW + timedelta(minutes=15),
        closes_at=NOW + timedelta(hours=1),
        state=CheckInState.ASKED,
        asked_at=NOW,
        message_id=11,
    )
    answer = Answer(score=3, answered_at=NOW)
    check_in.answers.append(answer)
    workout.check_ins.append(check_in)
    session.add(workout)
    session.flush()
    job = Job(kind=JobKind.CLOSE, check_in_id=check_in.id, run_at=check_in.closes_at, attempts=0)
    prompt = Prompt(athlete_id=athlete.id, step=Step.EFFORT, draft=",,,,,", origin=12, asked_at=NOW)
    removed = RemovedWorkout(athlete_id=athlete.id, origin=2)
    session.add_all((job, prompt, removed))
    session.flush()
    return Sample(athlete.id, workout.id, check_in.id, answer.id, job.id)


def write_shared(session: Session) -> None:
    """What replicas share: an update that waits, one of them, and a chat's pace."""
    update = IncomingUpdate(id=1, chat_id=7001, received_at=NOW, body="{}")
    pace = ChatPace(chat_id=7001, passed="[0]", last_at=NOW)
    session.add_all((update, pace, Replica(holder="first", alive_at=NOW)))
