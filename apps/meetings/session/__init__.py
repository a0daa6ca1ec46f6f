"""The session: opening, check-in, outcomes, resolutions, adjournment (Art. 8)."""
