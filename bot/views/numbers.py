"""Numbers in what comes back from a button."""


def number(text: str) -> int:
    """A row's number; ValueError for anything that no button of ours says."""
    # 18 digits fit into the database's 64 bits.
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise ValueError("not a number of ours")
    return int(text)
