"""Workbooks without a domain: which sheets one has, how it is written, and how it is read back cell by cell."""
