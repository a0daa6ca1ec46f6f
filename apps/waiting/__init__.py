"""What waits: for a person, for others, and on which day. Read from the declared kinds; nothing of it is stored."""
