"""In what standing a person acts: within the days of a mandate, for oneself or for another."""
