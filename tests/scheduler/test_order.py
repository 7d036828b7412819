"""An athlete's due questions come oldest first, though many chats are served at once."""

from datetime import timedelta

from bot.domain.check_in import Moment
from tests.scheduler.shift import Shift

MINUTE = timedelta(minutes=1)


async def test_the_questions_of_one_batch_come_oldest_first(shift: Shift) -> None:
    ana, ben = shift.add_athlete("Ana"), shift.add_athlete("Ben")
    due = []
    for origin in range(24):
        user = (ana, ben)[origin % 2]
        record = shift.log(user, (55 - origin) * MINUTE, origin)
        due.append((user.id, shift.check_in(record, Moment.RIGHT_AFTER).id))
    await shift.work()
    for user in (ana, ben):
        asked = [a.check_in_id for a in shift.asked() if a.chat_id == user.id]
        assert asked == [check_in for chat, check_in in due if chat == user.id]


async def test_the_next_question_replaces_the_nudge_though_both_come_at_once(shift: Shift) -> None:
    """Asked in this order: right after, one hour. The first is not nudged any more."""
    record = shift.log(shift.add_athlete(), 59 * MINUTE)
    await shift.work()
    await shift.move(30 * MINUTE)
    asked = [a.check_in_id for a in shift.asked()]
    assert asked == [shift.check_in(record, m).id for m in (Moment.RIGHT_AFTER, Moment.ONE_HOUR)]
