"""Kneecheck: a check-in bot for athletes with runner's knee."""
