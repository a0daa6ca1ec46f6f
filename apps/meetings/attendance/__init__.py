"""The attendance list: who is named, confirmed, excused and replaced (Art. 5)."""
