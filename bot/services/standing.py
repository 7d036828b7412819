"""Whether the bot can write in a clinic's group: what ends with that, and what goes on."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.domain.check_in import Plan
from bot.domain.clinic import ClinicRecord, Lost, Pause
from bot.domain.job import JobKind
from bot.domain.post import PostKind, PostState
from bot.services import posts
from bot.services.clinics import plan_digest, record_of
from bot.services.session_posts import ends_at, is_too_late
from bot.services.sessions import plan_next
from bot.storage import jobs
from bot.storage.clinic_tables import Clinic, ClinicSession, Post


def pause(session: Session, chat_id: int, why: Pause) -> tuple[Lost, ...]:
    """Nothing is written into this group until `resume`; check-ins that it would have been asked
    come in private. Returns what is news."""
    lost = []
    for clinic in session.scalars(_of_group(chat_id)).all():
        is_news = clinic.pause is not why
        clinic.pause = why
        waiting = session.scalars(
            select(Post.id).where(
                Post.clinic_id == clinic.id,
                Post.state != PostState.OVER,
                Post.kind.in_(_in_group(clinic)),
            )
        ).all()
        posts.drop_jobs(session, *waiting)
        if is_news:
            lost.append(Lost(record_of(clinic), why))
    return tuple(lost)


def resume(session: Session, chat_id: int, plan: Plan, now: datetime) -> tuple[ClinicRecord, ...]:
    """The bot can write there again: what is not too late goes on. Returns what is news."""
    back = []
    for clinic in session.scalars(_of_group(chat_id).where(Clinic.pause.is_not(None))).all():
        clinic.pause = None
        unfinished = select(Post).where(
            Post.clinic_id == clinic.id,
            Post.state != PostState.OVER,
            Post.kind.in_(_in_group(clinic)),
        )
        for post in session.scalars(unfinished).all():
            _take_up(session, post, plan, now)
        for row in session.scalars(
            select(ClinicSession).where(ClinicSession.clinic_id == clinic.id)
        ).all():
            plan_next(session, row, plan, now)
        plan_digest(session, clinic, now)
        back.append(record_of(clinic))
    return tuple(back)


def _take_up(session: Session, post: Post, plan: Plan, now: datetime) -> None:
    posts.drop_jobs(session, post.id)
    if post.kind is PostKind.SESSION and is_too_late(post, plan, now):
        post.state = PostState.OVER
    elif post.state is PostState.PLANNED:
        jobs.add(session, JobKind.POST, post.id, post.due_at)
    elif post.kind is PostKind.SESSION:
        jobs.add(session, JobKind.END, post.id, ends_at(post, plan))
        posts.refresh_soon(session, post.id, now)
    else:
        posts.refresh_soon(session, post.id, now)


def _in_group(clinic: Clinic) -> tuple[PostKind, ...]:
    for_all = (PostKind.REMINDER, PostKind.SESSION)
    return for_all if clinic.staff_chat_id is not None else (*for_all, PostKind.DIGEST)


def _of_group(chat_id: int) -> Select[Clinic]:
    return select(Clinic).where(Clinic.chat_id == chat_id)
