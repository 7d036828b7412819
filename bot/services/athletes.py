"""Who talks to the bot, and whether Telegram lets it talk back."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState
from bot.services import schedule
from bot.storage.tables import Athlete, CheckIn, Job, Workout


@dataclass(frozen=True)
class AthleteRecord:
    """An athlete as the handlers see them."""

    id: int
    zone: ZoneInfo


def meet(
    session: Session, telegram_id: int, language: str, time_zone: str, now: datetime
) -> AthleteRecord:
    """The athlete who just wrote, new or known; if they were away, they are back."""
    athlete = session.scalar(select(Athlete).where(Athlete.telegram_id == telegram_id))
    if athlete is None:
        athlete = Athlete(
            telegram_id=telegram_id, language=language, time_zone=time_zone, created_at=now
        )
        session.add(athlete)
        session.flush()
    elif athlete.paused_since is not None:
        resume(session, telegram_id)
    return AthleteRecord(athlete.id, ZoneInfo(athlete.time_zone))


def resume(session: Session, telegram_id: int) -> None:
    """Schedule again what ended while the athlete was away."""
    athlete = _locked(session, telegram_id)
    if athlete is None:
        return
    athlete.paused_since = None
    # The later first: of the same moment, a question comes before the end of the one before it, as
    # it would have.
    for check_in in session.scalars(_unfinished(athlete.id).order_by(CheckIn.id.desc())):
        schedule.missing_jobs_for(session, check_in)


def part(session: Session, telegram_id: int, now: datetime) -> None:
    """The athlete blocked the bot or is gone: all their jobs end. Their check-ins stay, so that
    `meet` can take them up again."""
    athlete = _locked(session, telegram_id)
    if athlete is None:
        return
    athlete.paused_since = athlete.paused_since or now
    session.execute(
        delete(Job)
        .where(Job.check_in_id.in_(_unfinished(athlete.id).with_only_columns(CheckIn.id)))
        .execution_options(synchronize_session=False)
    )


def set_time_zone(session: Session, athlete_id: int, zone: ZoneInfo) -> None:
    """From now on this athlete's times are read and shown in this zone."""
    session.get_one(Athlete, athlete_id).time_zone = zone.key


def _locked(session: Session, telegram_id: int) -> Athlete | None:
    # Leaving and coming back at once, in two processes, must not end all jobs for good.
    return session.scalar(
        select(Athlete)
        .where(Athlete.telegram_id == telegram_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _unfinished(athlete_id: int) -> Select[CheckIn]:
    return (
        select(CheckIn)
        .join(Workout)
        .where(
            Workout.athlete_id == athlete_id,
            CheckIn.state.in_((CheckInState.PLANNED, CheckInState.ASKED)),
        )
    )
