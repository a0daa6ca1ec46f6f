"""Officers of the system whom the parent provides under a mandate."""
