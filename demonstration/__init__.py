"""The demonstration: made-up people and texts for every government, and the plan of who stands where on a day.

Only a start with LIANXI_DEMO=true carries it. What it tells, `roads` walks.
"""
