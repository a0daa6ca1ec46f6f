"""Backups: a government, or all of them, written to a directory that can be checked and put back."""
