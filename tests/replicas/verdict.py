"""Compares what people did and saw with what the database holds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState, Moment
from bot.sandbox.log import MessageSent
from bot.sandbox.world import Sandbox
from bot.storage.tables import Answer, Athlete, CheckIn, IncomingUpdate, Job, Replica, Workout
from bot.views.talk import OUR_FAULT
from tests.replicas.crowd import Crowd

OVERALL_A_SECOND = 30


@dataclass
class Verdict:
    """`problems` is what must not be; the rest is what was."""

    problems: list[str] = field(default_factory=list)
    workouts: int = 0
    check_ins: int = 0
    questions_twice: int = 0
    told_twice: int = 0
    busiest_second: int = 0

    def demand(self, holds: bool, problem: str) -> None:
        if not holds:
            self.problems.append(problem)


@dataclass(frozen=True)
class Recorded:
    """A check-in as the database has it."""

    chat: int
    origin: int
    id: int
    moment: Moment
    state: CheckInState
    score: int | None


def judge(session: Session, crowd: Crowd, sandbox: Sandbox, kills: Sequence[datetime]) -> Verdict:
    verdict = Verdict()
    recorded = _recorded(session)
    _judge_workouts(verdict, session, crowd, recorded)
    _judge_answers(verdict, crowd, recorded)
    _judge_repetitions(verdict, crowd, kills)
    _judge_limits(verdict, crowd, sandbox)
    verdict.demand(not left(session), "jobs or updates are left")
    alive = session.scalar(select(func.count()).select_from(Replica))
    verdict.demand(alive == 0, f"{alive} replicas are still known")
    return verdict


def left(session: Session) -> int:
    """How many jobs and updates wait; none, once everything is answered."""
    jobs = session.scalar(select(func.count()).select_from(Job)) or 0
    waiting = select(func.count()).where(IncomingUpdate.handled_at.is_(None))
    return jobs + (session.scalar(waiting) or 0)


def _recorded(session: Session) -> list[Recorded]:
    last = (
        select(Answer.score)
        .where(Answer.check_in_id == CheckIn.id)
        .order_by(Answer.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            Athlete.telegram_id,
            Workout.origin,
            CheckIn.id,
            CheckIn.moment,
            CheckIn.state,
            last,
        )
        .join(Workout, CheckIn.workout_id == Workout.id)
        .join(Athlete, Workout.athlete_id == Athlete.id)
    )
    return [Recorded(*row) for row in rows]


def _judge_workouts(
    verdict: Verdict, session: Session, crowd: Crowd, recorded: Iterable[Recorded]
) -> None:
    told = Counter((p.user.id, origin) for p in crowd.people for origin in p.logged)
    rows = session.execute(
        select(Athlete.telegram_id, Workout.origin).join(Athlete, Workout.athlete_id == Athlete.id)
    )
    kept = Counter((chat, origin) for chat, origin in rows)
    verdict.workouts = kept.total()
    verdict.demand(not told - kept, f"workouts lost: {told - kept}")
    verdict.demand(not kept - told, f"workouts doubled: {kept - told}")
    moments = Counter((each.chat, each.origin) for each in recorded)
    verdict.demand(
        all(moments[workout] == len(Moment) for workout in kept), "a workout lacks check-ins"
    )


def _judge_answers(verdict: Verdict, crowd: Crowd, recorded: Sequence[Recorded]) -> None:
    verdict.check_ins = len(recorded)
    given = {id_: score for person in crowd.people for id_, score in person.answers.items()}
    asked = crowd.asked()
    for each in recorded:
        verdict.demand(each.id in asked, f"check-in {each.id} was never asked")
        verdict.demand(
            each.state is CheckInState.ANSWERED and each.score == given.get(each.id),
            f"check-in {each.id} is {each.state} with {each.score}, not {given.get(each.id)}",
        )


def _judge_repetitions(verdict: Verdict, crowd: Crowd, kills: Sequence[datetime]) -> None:
    """A question comes a second time only when a replica was killed in between, once a kill."""
    for check_in, times in crowd.asked().items():
        between = sum(times[0] - timedelta(seconds=1) <= kill <= times[-1] for kill in kills)
        verdict.questions_twice += len(times) - 1
        verdict.demand(
            len(times) - 1 <= between,
            f"check-in {check_in} was asked {len(times)} times over {between} kills",
        )
    verdict.told_twice = crowd.told_twice()
    verdict.demand(bool(kills) or not verdict.told_twice, "a workout handled twice, nobody killed")


def _judge_limits(verdict: Verdict, crowd: Crowd, sandbox: Sandbox) -> None:
    flooded = crowd.refused_for_flooding
    verdict.demand(flooded == 0, f"Telegram refused {flooded} messages for flooding")
    sent = [deed for deed in sandbox.log if isinstance(deed, MessageSent)]
    verdict.busiest_second = _busiest([deed.at for deed in sent], timedelta(seconds=1))
    apologies = sum(deed.message.text == OUR_FAULT.text for deed in sent)
    verdict.demand(apologies == 0, f"{apologies} apologies")


def _busiest(times: Sequence[datetime], period: timedelta) -> int:
    most = first = 0
    for last, at in enumerate(times):
        while at - times[first] >= period:
            first += 1
        most = max(most, last - first + 1)
    return most
