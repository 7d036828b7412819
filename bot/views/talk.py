"""Everything else the bot says: hello, help, and what it answers to what it can not use."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.record import WorkoutRecord
from bot.views import words
from bot.views.message import Button, Message
from bot.views.taps import Keep, NewLog, Remove, write

COMMANDS = (
    ("log", "Log a workout"),
    ("faq", "What the article says"),
    ("history", "Your last workouts and scores"),
    ("undo", "Remove the last workout"),
    ("privacy", "What your clinic may see"),
    ("leave", "Leave a clinic"),
    ("timezone", "Set your time zone"),
    ("cancel", "Stop what we are doing"),
    ("help", "How this works"),
)

GROUP_COMMANDS = (("log", "Log a workout, in private"), ("pain", "Answer what is asked here"))
"""Only the one who sends them sees them, where Telegram can do that."""
ADMIN_COMMANDS = (
    ("clinic", "Set this group up"),
    ("session", "Plan a session"),
    ("sessions", "Show and change the sessions"),
    ("digest", "The numbers now"),
    ("staff", "Link a staff chat"),
    ("here", "Write in this topic"),
)

_LOG_BUTTON = ((Button("Log a workout", write(NewLog())),),)

START = Message(
    "Hello! I am a training diary for people whose knee hurts and who want to keep training.\n\n"
    "Tell me about a workout, and I ask how your knee is right after it, one hour after and "
    "24 hours after. To each answer I say what one article about training with runner's knee "
    "makes of it.\n\n"
    "I am no medical service, and nobody watches this chat around the clock. With a very painful, "
    "hot, badly swollen or locked knee, or if it can not carry you, see a doctor the same day.",
    _LOG_BUTTON,
)

HELP = Message(
    "<b>Log a workout</b>: tap /log, or write it in one line, such as "
    "<code>/log squats 40 min</code> or <code>/log run 5 km 28:30 ended 18:05 rpe 6</code>. "
    "Plain words work too: <i>just ran 5k</i>.\n\n"
    "<b>Answer a question</b>: tap a number from 0 to 10, or type it. "
    "Tap another number to change your answer.\n\n"
    "<b>Ask</b>: in your own words, such as <i>can I squat?</i>, or pick a topic with /faq.\n\n"
    "/history shows your last workouts, /undo removes the last one, /timezone sets your time "
    "zone, /cancel stops what we are doing. /privacy shows what a clinic may see, /leave ends "
    "that.\n\n"
    "I am a training diary, no medical service.",
    _LOG_BUTTON,
)

UNKNOWN_COMMAND = Message("I do not know this command. /help shows what I can do.")
NOT_TEXT = Message(
    "I can only read text and taps. To log a workout, send /log, "
    "or write something like <i>ran 5k in 28 min</i>."
)
NOT_UNDERSTOOD = Message(
    "I did not get that. To log a workout, send /log or write something like "
    "<i>squats 40 min</i>. /help shows the rest."
)
WHICH_BUTTON = Message(
    "Please tap the button that you mean, under my message: then I know what it is about."
)
EDITED = Message("I do not follow edits. Please send it as a new message; /undo removes a workout.")
FORWARDED = Message(
    "That is a forwarded message. I only go by what you write yourself: a workout, or a number."
)
GROUP = Message(
    "That is for our private chat. Here I know /log and /pain, and for admins /clinic, /session, "
    "/sessions, /digest, /staff and /here."
)
FROM_THE_GROUP = Message("From the group, here among ourselves:")
NO_OPEN_QUESTION = Message(
    "No question is open at the moment. To change an answer, tap another number below it; "
    "to log a workout, send /log."
)
NOT_A_WORKOUT = Message("All right, I did not log it.")
JUST_ASKED = "The question is below; please tap a number there."
STALE_BUTTON = "This button is from another version of me. Please send /log or /help."
CANCELLED = Message("All right, stopped. Nothing was saved. Your logged workouts stay as they are.")
NOTHING_TO_CANCEL = Message("There is nothing to stop. /undo removes the last workout.")
NOTHING_TO_UNDO = Message("There is no workout to remove.")
KEPT = Message("All right, it stays.")
ALREADY_LOGGED = Message("This one is already logged. Nothing was added.")
OUR_FAULT = Message(
    "Something went wrong on my side and I could not save that. "
    "Please send it once more in a minute; everything from before is safe."
)
WHOLE_NUMBERS = "Whole numbers only, please: which one is closest? "
ZERO_TO_TEN = "The scale goes from 0 to 10. "
NEED_A_NUMBER = "Sorry, here I can only use a number. "


def undo_question(record: WorkoutRecord, now: datetime, zone: ZoneInfo) -> Message:
    """Asks before anything is removed."""
    ended = words.when(record.workout.ended_at, now, zone)
    text = (
        f"Remove <b>{words.amount(record.workout)}</b>, ended {ended}, "
        "with its answers and questions?"
    )
    buttons = (Button("Remove", write(Remove(record.id))), Button("Keep", write(Keep())))
    return Message(text, (buttons,))


def removed(record: WorkoutRecord) -> Message:
    """The workout is gone."""
    return Message(f"Removed: {words.amount(record.workout)}. I will not ask about it any more.")


def time_zone(zone: ZoneInfo, now: datetime) -> Message:
    """Which time zone counts, and how to set another."""
    return Message(
        f"Your time zone is <b>{zone.key}</b>; for you it is {now.astimezone(zone):%H:%M} now.\n"
        "To change it, send for example <code>/timezone Europe/Berlin</code>."
    )


UNKNOWN_TIME_ZONE = Message(
    "I do not know this time zone. It takes a name such as <code>/timezone Europe/Berlin</code> "
    "or <code>/timezone America/New_York</code>."
)
