"""Ratios, measured side by side in one run, because one machine's seconds say little on another: `make bench`."""
