"""A Telegram for demos and tests: Bot API server, people in memory, a chat page in the browser."""
