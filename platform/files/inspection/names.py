"""The shown name of a file: what people recognise, without what deceives the eye or a program. No Django, no database.

It never becomes a name on a disk; files lie in the database under a key.
"""

import unicodedata

#: Characters of the whole name, its ending included.
LONGEST = 120
#: Controls, format characters (bidirectional overrides, zero-width ones), halves of pairs, private and unassigned.
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
#: The separator without which Mongolian words are misspelt.
HARMLESS = {"\u180e"}


def shown_name(name: str) -> str:
    """Return the name as it is shown and sent: NFKC, one line, no path, cut to 120 characters; "" when nothing is left.

    Full-width dots and slashes become plain ones first, so that `．．／a.docx` is read as the path it imitates.
    """
    plain = unicodedata.normalize("NFKC", name)
    kept = "".join(letter for letter in plain if unicodedata.category(letter) not in INVISIBLE or letter in HARMLESS)
    last = kept.replace("\\", "/").rsplit("/", 1)[-1]
    words = " ".join(last.split()).strip(". ")
    stem, dot, ending = words.rpartition(".")
    return _cut(stem, dot + ending) if dot else words[:LONGEST]


def ending_of(name: str) -> str:
    """Return the last ending in small letters without its dot; "" when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _cut(stem: str, ending: str) -> str:
    room = LONGEST - len(ending)
    return f"{stem.strip()[:room]}{ending}" if room > 0 else ""
