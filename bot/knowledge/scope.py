"""What can be told to be no question about training with a sore knee without weighing anything."""

from bot.knowledge.concepts import Reading

SMALL_TALK = ("chit_chat", "rude")


def says_nothing(reading: Reading) -> bool:
    """Whether there is nothing but greetings, thanks, emoji or nothing at all."""
    small = {
        place
        for mention in reading.mentions
        if mention.concept in SMALL_TALK
        for place in range(mention.start, mention.end)
    }
    return all(place in small or word.feather for place, word in enumerate(reading.text))
