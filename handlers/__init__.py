"""Conversations: each reads an update, calls a service and shows a view."""
