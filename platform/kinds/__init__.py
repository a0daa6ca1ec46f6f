"""What every kind of object is for people and programs: declared once per kind, in `apps/<app>/kinds.py`.

Pages, the desk, the calendar, the interface for programs and its description read these declarations and keep no table
of kinds of their own.
"""
