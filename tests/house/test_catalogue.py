"""The English catalogue is complete, and the compiled file says what the readable one says."""

import ast
import gettext
import re
from pathlib import Path

from django.conf import settings

CATALOGUE = Path(settings.ROOT) / "locale/en/LC_MESSAGES"
CHINESE = re.compile(r"[一-鿿]")
#: Where words stand that people read; tests and migrations speak to nobody.
SOURCES = [
    file
    for folder in ("apps", "api", "tenants", "platform")
    for file in (Path(settings.ROOT) / folder).rglob("*.py")
    if "migrations" not in file.parts
]
TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext"}


def entries():
    """Every entry of the readable catalogue: Chinese, then its one or two English forms."""
    found = {}
    for block in (CATALOGUE / "django.po").read_text().split("\n\n")[1:]:
        parts = {"msgid": "", "msgstr": [], "plural": None}
        for line in block.splitlines():
            keyword, _, quoted = line.partition(" ")
            if keyword.startswith("msgstr"):
                parts["msgstr"].append(ast.literal_eval(quoted))
            elif keyword == "msgid":
                parts["msgid"] = ast.literal_eval(quoted)
        found[parts["msgid"]] = parts["msgstr"]
    return found


def words_in_code():
    for file in SOURCES:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TRANSLATING and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                    yield first.value


def words_in_templates():
    for file in (Path(settings.ROOT) / "templates").rglob("*.html"):
        source = file.read_text()
        yield from (
            double or single for double, single in re.findall(r"{% translate (?:\"([^\"]*)\"|'([^']*)')", source)
        )
        for inside in re.findall(r"{% blocktranslate[^%]*%}(.*?){% (?:plural|endblocktranslate) %}", source, re.S):
            yield re.sub(r"{{ *(\w+) *}}", r"%(\1)s", inside)


def test_every_word_people_read_has_its_english():
    known = entries()
    assert len(known) > 900
    assert sorted({word for word in (*words_in_code(), *words_in_templates()) if word not in known}) == []
    assert [word for word, english in known.items() if not all(english) or CHINESE.search("".join(english))] == []


def test_the_compiled_catalogue_is_in_step_with_the_readable_one():
    with (CATALOGUE / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)._catalog
    expected = {}
    for word, english in entries().items():
        expected |= {(word, n): form for n, form in enumerate(english)} if len(english) > 1 else {word: english[0]}
    assert {key: value for key, value in catalogue.items() if key} == expected
