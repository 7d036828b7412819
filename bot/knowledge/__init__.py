"""Facts and topics as data files, and what finds the right topic."""
