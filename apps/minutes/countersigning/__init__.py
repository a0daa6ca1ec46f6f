"""Lead units sign that the text of the minutes is right, before the leaders approve it (R9.3)."""
