"""Cuts an English word down to what its forms have in common: `lunges`, `lunging` → `lung`."""

from functools import lru_cache

IRREGULAR = {
    form: stem
    for stem, forms in {
        "be": "am is are was were been being m re",
        "bend": "bent",
        "blow": "blew blown",
        "break": "broke broken",
        "catch": "caught",
        "come": "came",
        "do": "does did",
        "feel": "felt",
        "foot": "feet",
        "get": "got gotten",
        "give": "gave given",
        "go": "goes went gone",
        "have": "has had",
        "hold": "held",
        "keep": "kept",
        "knife": "knives",
        "lie": "lay lain lying",
        "lose": "lost",
        "make": "made",
        "ride": "rode ridden",
        "run": "ran",
        "see": "saw seen",
        "sit": "sat",
        "sleep": "slept",
        "stand": "stood",
        "stick": "stuck",
        "swim": "swam swum",
        "take": "took taken",
        "tell": "told",
        "think": "thought",
        "throw": "threw thrown",
        "tooth": "teeth",
        "up": "ups",
        "wake": "woke woken",
        "wear": "wore worn",
    }.items()
    for form in forms.split()
}
VOWELS = frozenset("aeiouy")
KEPT = frozenset(
    {
        "this",
        "his",
        "yes",
        "news",
        "always",
        "during",
        "nothing",
        "something",
        "anything",
        "everything",
        "thing",
        "evening",
        "morning",
        "bring",
        "spring",
        "swing",
        "string",
        "need",
        "feed",
        "speed",
        "red",
        "bed",
        "shed",
        "sled",
        "bled",
        "indeed",
        "chris",
        "stairs",
        "weights",
        "gas",
        "bus",
        "as",
        "us",
        "is",
        "was",
        "plus",
        "less",
        "its",
        "cane",
        "note",
        "hope",
        "care",
        "bare",
        "hate",
        "site",
        "spine",
        "fasting",
        "leggings",
        "settings",
        "spikes",
        "trainers",
        "bite",
        "wine",
        "mate",
        "here",
        "there",
        "where",
        "since",
        "once",
        "space",
        "done",
        "doing",
    }
)
"""Words whose last letters are no ending, or say something of their own."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem; for looking up only, often no word itself."""
    word = word.removesuffix("'s").removesuffix("'")
    if word in IRREGULAR:
        word = IRREGULAR[word]
    elif word not in KEPT:
        word = _without_ending(word)
    return word[:-1] if len(word) > 3 and word.endswith("e") and word not in KEPT else word


def _without_ending(word: str) -> str:
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes", "zes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) > 1 and VOWELS & set(rest) and not rest.endswith("e"):
            doubled = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] not in "lsz"
            return rest[:-1] if doubled else rest
    return word
