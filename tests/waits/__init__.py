"""Nobody waits for another government: locks, lost networks, slow clients, killed processes; each with its control."""
