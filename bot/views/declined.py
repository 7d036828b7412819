"""The sentence for a person who asked for something that can not be done."""

from bot.domain.declined import Reason

SENTENCES = {
    Reason.NOT_YOURS: "This question belongs to somebody else, so I leave it as it is.",
    Reason.GONE: (
        "There is nothing to answer here: the workout was removed, or there never was one."
    ),
    Reason.NOT_ASKED_YET: "I have not asked this yet. I will, when it is time.",
    Reason.IN_THE_FUTURE: (
        "That end lies in the future, so I did not log it. If it was yesterday, say so, such as "
        "<i>yesterday 18:05</i>; if it is still to come, tell me when it is done."
    ),
    Reason.NO_DURATION: "A workout of 0 minutes is none, so I did not log it.",
    Reason.TOO_LONG: "That is more than 24 hours, so I did not log it.",
    Reason.NO_DISTANCE: (
        "A distance of 0 km is none, so I did not log it. Please send it again with the distance."
    ),
    Reason.TOO_FAR: (
        "That is more than 1000 km, so I did not log it. Please send it again with the distance."
    ),
    Reason.NO_SUCH_INVITE: (
        "This invite does not work any more. Please ask your clinic for a new one."
    ),
    Reason.NOT_A_MEMBER: "You are not in this clinic. Its staff have an invite for you.",
    Reason.SESSION_IN_THE_PAST: "That is over already, so I did not plan it.",
    Reason.NO_SUCH_SESSION: "There is no such session any more. /sessions shows those there are.",
    Reason.TOO_LONG_AGO: "That is too long ago to ask how your knee was, so I leave it as it is.",
}


def plain(reason: Reason) -> str:
    """The sentence without markup, for a pop-up."""
    return SENTENCES[reason].replace("<i>", "").replace("</i>", "")
