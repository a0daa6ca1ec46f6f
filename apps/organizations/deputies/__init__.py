"""Delegations: who acts for a leader, in which acts and until when."""
