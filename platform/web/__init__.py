"""The page kit: forms, posted rows, shown fields, buttons, pairs of consents, timelines and template tags."""
