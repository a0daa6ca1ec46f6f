"""Many units and accounts at once: the first ones from an operator, later ones from a workbook."""
