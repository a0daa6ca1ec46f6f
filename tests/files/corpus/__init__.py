"""The corpus of files that strangers bring: each made by code, each with the answer that is expected."""
