"""The words that all levels share: sides, roles, enumerations. There are no tables here and nothing is decided."""
