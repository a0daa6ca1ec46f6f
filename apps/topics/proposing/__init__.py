"""A topic in the hands of its unit: drafted, confirmed jointly, handed in, returned, withdrawn (Art. 6)."""
