"""Lists of units and accounts: from a workbook over a preview to the verbs that open them."""
