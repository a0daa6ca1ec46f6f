"""The road walker: it leads meetings along the verbs, with texts and people that are given to it.

Tests and the demonstration share it. It knows the procedure and no content: which places, people, topics and sentences
there are is said by `texts` and `people`, and filled by whoever tells a story. Production carries neither.

- `office` sets up both sides of one government; `workrule` lets it issue its rule.
- `story` is one meeting's year in stages (`calendars`), together with `collecting` and `following`; `road` is what all
  three stand on.
- `turns` are what may happen besides.
"""
