"""What athletes say, as tables that a clinician can read; `book.py` makes them usable."""
