"""Conversation scripts: read, played against the real bot on a clock that moves, and told apart."""
