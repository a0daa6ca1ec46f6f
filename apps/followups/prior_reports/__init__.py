"""What a meeting hears of the items of earlier meetings (R3.3, R8.3)."""
