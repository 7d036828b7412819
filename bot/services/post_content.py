"""What a post is to say now, where it belongs, and recording that it was said."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain.check_in import Plan
from bot.domain.clinic import Place
from bot.domain.digest import Digest
from bot.domain.post import Flare, OpenCheckIns, PostKind, PostState, SessionAsked
from bot.services import posts
from bot.services.alerts import flare_of
from bot.services.clinics import choices_of, plan_digest
from bot.services.digest import digest_of
from bot.services.group_reminder import open_check_ins, record_reminded
from bot.services.session_posts import (
    is_too_late,
    record_session_posted,
    session_asked,
)
from bot.services.sessions import plan_next
from bot.storage import jobs
from bot.storage.clinic_tables import Post

Content = OpenCheckIns | SessionAsked | Flare | Digest


@dataclass(frozen=True)
class Writing:
    """What is to stand at this place; `message_id` is where it stands already."""

    post_id: int
    clinic_id: int
    place: Place
    content: Content
    message_id: int | None = None


@dataclass(frozen=True)
class Later:
    """Its time is only then: the quiet hours are longer now, or it was put off."""

    at: datetime


@dataclass(frozen=True)
class Nothing:
    """There is nothing to say any more; `message_id` of that chat is to go, if there is one."""

    place: Place
    message_id: int | None


def what_to_post(
    session: Session, post_id: int, plan: Plan, now: datetime
) -> Writing | Later | Nothing:
    """What the job of this post is to write. LostLeaseError if the post is gone."""
    post = posts.locked(session, post_id)
    place = _place(post)
    if post.state is not PostState.PLANNED:
        return Nothing(place, None)
    if post.kind is PostKind.REMINDER:
        choices = choices_of(post.clinic)
        if (at := choices.quiet.over_at(now, choices.zone)) > now:
            return Later(at)
    if post.kind is PostKind.SESSION and is_too_late(post, plan, now):
        return Nothing(place, None)
    content = _content(session, post, plan, now)
    if content is None:
        return Nothing(place, None)
    return Writing(post.id, post.clinic_id, place, content)


def what_it_shows(session: Session, post_id: int, plan: Plan, now: datetime) -> Writing | Nothing:
    """What a post that stands in a group is to show now. LostLeaseError if it is gone."""
    post = posts.locked(session, post_id)
    place = Place(post.posted_in or _place(post).chat_id)
    if post.state is not PostState.POSTED:
        return Nothing(place, None)
    content = _content(session, post, plan, now)
    if content is None:
        return Nothing(place, post.message_id)
    return Writing(post.id, post.clinic_id, place, content, post.message_id)


def record_posted(
    session: Session,
    job_id: int,
    holder: str,
    writing: Writing,
    message_id: int,
    plan: Plan,
    now: datetime,
) -> tuple[int, ...]:
    """It is in the group, as this message. Returns messages that it replaces, to be deleted.
    Raises LostLeaseError if the job is not held any more."""
    post = posts.locked(session, writing.post_id)
    jobs.remove(session, job_id, holder)
    posts.stand(post, writing.place.chat_id, message_id, now)
    replaced: tuple[int, ...] = ()
    match writing.content:
        case OpenCheckIns():
            replaced = tuple(record_reminded(session, post, writing.content))
        case SessionAsked():
            record_session_posted(session, post, plan, now)
        case Digest():
            posts.end(session, post)
            plan_digest(session, post.clinic, now)
        case Flare():
            pass
    if post.state is PostState.POSTED and _content(session, post, plan, now) != writing.content:
        posts.refresh_soon(session, post.id, now)
    return replaced


def record_shown(
    session: Session, job_id: int, holder: str, shown: Writing, plan: Plan, now: datetime
) -> None:
    """It shows this. What has changed meanwhile it will show next time. Raises LostLeaseError if
    the job is not held any more."""
    post = posts.locked(session, shown.post_id)
    if post.state is PostState.POSTED and _content(session, post, plan, now) != shown.content:
        jobs.postpone(session, job_id, holder, now + posts.GATHERED_FOR)
    else:
        jobs.remove(session, job_id, holder)


def record_over(session: Session, post_id: int, plan: Plan, now: datetime) -> None:
    """Nothing more is to happen to it; what recurs goes on."""
    post = posts.locked(session, post_id)
    posts.end(session, post)
    if post.occurrence is not None:
        plan_next(session, post.occurrence.session, plan, now)
    if post.kind is PostKind.DIGEST:
        plan_digest(session, post.clinic, now)


def record_vanished(session: Session, post_id: int, plan: Plan, now: datetime) -> None:
    """Its message is not there any more. One that stayed behind in the chat that the group moved
    from is written anew; one that somebody deleted is over."""
    post = posts.locked(session, post_id)
    stayed_behind = post.posted_in != _place(post).chat_id
    posts.end(session, post)
    if stayed_behind and post.kind in (PostKind.SESSION, PostKind.REMINDER):
        post.message_id = None
        posts.add(session, post)


def is_over(session: Session, post_id: int, now: datetime) -> bool:
    """Whether trying for longer is of no use to anybody."""
    post = session.get(Post, post_id)
    return post is None or now >= post.due_at + posts.USEFUL_FOR


def _content(session: Session, post: Post, plan: Plan, now: datetime) -> Content | None:
    match post.kind:
        case PostKind.REMINDER:
            return open_check_ins(session, post.clinic, now)
        case PostKind.SESSION:
            return session_asked(session, post, plan)
        case PostKind.ALERT:
            return flare_of(session, post)
        case PostKind.DIGEST:
            return digest_of(session, post.clinic, now, post.clinic.staff_chat_id is not None)


def _place(post: Post) -> Place:
    """Alerts go to the staff and nowhere else; without a staff chat they say nothing."""
    clinic = post.clinic
    group = Place(clinic.chat_id, clinic.thread_id)
    if clinic.staff_chat_id is None or post.kind not in (PostKind.ALERT, PostKind.DIGEST):
        return group
    return Place(clinic.staff_chat_id, clinic.staff_thread_id)
