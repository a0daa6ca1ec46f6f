"""The door: sign-in, sessions, and what every page and token stands behind."""
