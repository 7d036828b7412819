"""Scheduled work: APScheduler on the job table, and what each kind of job does."""
