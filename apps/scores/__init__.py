"""Pages of the running score: how a year stands at home and below, and why."""
