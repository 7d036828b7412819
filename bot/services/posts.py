"""What the bot writes into groups on its own: planned, kept up to date, over."""

from datetime import datetime, timedelta

from sqlalchemy import Select, Update, delete, select, update
from sqlalchemy.orm import Session

from bot.domain.job import JobKind
from bot.domain.post import PostKind, PostState
from bot.storage import jobs
from bot.storage.clinic_tables import Post
from bot.storage.database import note_new_jobs
from bot.storage.jobs import LostLeaseError
from bot.storage.tables import Job

GATHERED_FOR = timedelta(seconds=5)
"""A message is brought up to date at most so often: Telegram lets a group have 20 messages and
changes a minute, and as many as 500 people may answer in it."""

USEFUL_FOR = timedelta(hours=24)
"""A message that could not be sent for so long is of no use any more."""


def planned(clinic_id: int, kind: PostKind) -> Select[Post]:
    """The clinic's posts of this kind that are still to come."""
    return select(Post).where(
        Post.clinic_id == clinic_id, Post.kind == kind, Post.state == PostState.PLANNED
    )


def posted(clinic_id: int, kind: PostKind) -> Select[Post]:
    """The clinic's posts of this kind that stand in a group and are kept up to date."""
    return select(Post).where(
        Post.clinic_id == clinic_id, Post.kind == kind, Post.state == PostState.POSTED
    )


def add(session: Session, post: Post) -> Post:
    """Plan a post, with the job that writes it when it is due."""
    post.state = PostState.PLANNED
    session.add(post)
    session.flush()
    jobs.add(session, JobKind.POST, post.id, post.due_at)
    return post


def put_off(session: Session, post: Post, until: datetime) -> None:
    """It comes at another time."""
    post.due_at = until
    session.execute(_jobs_of(post.id, JobKind.POST).values(run_at=until, attempts=0))
    note_new_jobs(session)


def locked(session: Session, post_id: int) -> Post:
    """The post of a job; LostLeaseError if it is gone, and the job with it."""
    post = session.get(Post, post_id, with_for_update=True)
    if post is None:
        raise LostLeaseError(post_id)
    return post


def stand(post: Post, chat_id: int, message_id: int, now: datetime) -> None:
    """It is in the group now, as this message."""
    post.state, post.posted_at = PostState.POSTED, now
    post.posted_in, post.message_id = chat_id, message_id


def end(session: Session, post: Post) -> None:
    """Nothing more is to happen to it."""
    post.state = PostState.OVER
    drop_jobs(session, post.id)


def drop_jobs(session: Session, *post_ids: int) -> None:
    """Remove every job of these posts, held or not."""
    session.execute(
        delete(Job).where(Job.post_id.in_(post_ids)).execution_options(synchronize_session=False)
    )


def refresh_soon(session: Session, post_id: int, now: datetime) -> None:
    """Bring it up to date in a few seconds, with whatever else changes until then."""
    waiting = select(Job.id).where(Job.post_id == post_id, Job.kind == JobKind.REFRESH)
    if session.scalar(waiting) is None:
        jobs.add(session, JobKind.REFRESH, post_id, now + GATHERED_FOR)


def refresh_all(session: Session, clinic_id: int, now: datetime) -> None:
    """Bring everything that the clinic's group can read up to date: who is named or counted there
    has changed."""
    for kind in (PostKind.REMINDER, PostKind.SESSION):
        for post in session.scalars(posted(clinic_id, kind)).all():
            refresh_soon(session, post.id, now)


def _jobs_of(post_id: int, kind: JobKind) -> Update:
    return (
        update(Job)
        .where(Job.post_id == post_id, Job.kind == kind)
        .execution_options(synchronize_session=False)
    )
