"""How Kneecheck understands what athletes type. `reader.py` is the way in."""
