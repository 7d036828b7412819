"""The words that Kneecheck knows, as tables. `book.py` makes them one dictionary, on first use."""
