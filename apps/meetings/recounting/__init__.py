"""Days counted in working days, counted anew when working days change."""
