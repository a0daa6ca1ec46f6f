"""Pages of accounts, and what a person may do, in words."""
