"""Categories in which people are invited."""

#: Besides the categories that a rule lists, anybody else may be invited under this one (R5.4).
OTHERS = "其他"
