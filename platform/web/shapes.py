"""How data is called that only a template reads."""

from typing import Any

#: What a template is given: its names and whatever it prints under each. Code that computes with a value has a class.
Shown = dict[str, Any]
