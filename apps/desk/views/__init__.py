"""The pages of a government, one module per kind of object. Acts go through `actions` only."""
