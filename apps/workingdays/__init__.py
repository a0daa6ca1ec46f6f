"""Working days as an operator or the system officer at the top keeps them: loaded, corrected, each with its entry."""
