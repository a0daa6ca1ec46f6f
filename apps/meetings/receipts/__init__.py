"""Receipts of a notice: to whom it went, who signed for it (R7.4, R7.5)."""
