"""The package of history as a workbook: the same words as in JSON, a sheet for each kind of row."""
