"""The form of any act: one page for every row of every lifecycle table, filled from the kind's declaration."""
