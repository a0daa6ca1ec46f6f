"""How long a name may be that stands beside an act for ever."""

#: What every column holds in which `printed_name` is kept: a name of 60 characters, and with it the one for whom the
#: person acted and from when to when, or who recorded and who confirmed a signed paper. Nothing of it is ever cut.
LONGEST_PRINTED = 240
