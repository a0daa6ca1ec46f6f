"""Lifecycles as tables: one row per action, from which guards, buttons, API actions, to-dos and diagrams come."""
