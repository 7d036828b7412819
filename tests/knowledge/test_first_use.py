"""The bot starts without the finder; it is there when the first question comes."""

import subprocess
import sys

HEAVY = ("bot.knowledge.finder", "bot.knowledge.lexicon.book", "rapidfuzz")


def test_starting_the_bot_does_not_import_the_finder() -> None:
    code = f"import sys, bot.app, bot.running; print([n for n in {HEAVY!r} if n in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_importing_the_finder_reads_no_table_yet() -> None:
    code = (
        "import sys; from bot.knowledge.finder import find;"
        "from bot.knowledge.lexicon.book import book;"
        "print(book.cache_info().currsize); find('can i squat'); print(book.cache_info().currsize)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["0", "1"]
