"""What a parameter is, and how what somebody typed becomes its value: one reader per kind, one sentence per fault."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.utils.translation import gettext_lazy as _

from kernel.refusals import Sentence

Choices = tuple[tuple[str, Sentence], ...]
SEPARATORS = "、，,;；\n"
#: Between what is labelled and its label, as people write it.
EQUALS = "＝：:"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Parameter:
    """One thing a work rule may fix otherwise than the region.

    `kind` is text, number, yes_no, choice, choices (an ordered list of choices), texts (a list of words) or labels
    (words of one's own for some of the choices, each as `choice=words`).
    """

    name: str
    #: As the published table of parameters calls it.
    key: str
    kind: str
    label: Sentence
    article: Sentence
    choices: Choices = ()
    least: int = 0
    #: Of a number; of a text how many characters it has at the most.
    most: int = 400
    #: A number that may be left out, and a list or text that may be empty.
    optional: bool = False
    #: What it changes, in one sentence, as it stands beside the field.
    help: Sentence = ""
    #: The value of the regional rule of 2024.
    regional: Any = None

    @property
    def hint(self) -> str:
        """What it changes and what may be typed, as forms and the interface say it beside the field."""
        blank = self.optional and not self.none_in_words
        return _sentences(str(self.help), self._typing(), str(_("可以不填。")) if blank else "")

    @property
    def none_in_words(self) -> bool:
        """Whether 无 must be typed where there is to be none: the region has a figure, so a blank is a slip."""
        return self.kind == "number" and self.optional and self.regional is not None

    def _typing(self) -> str:
        offered = "、".join(str(label) for _value, label in self.choices)
        match self.kind:
            case "number":
                words = _("填写 %(least)s 至 %(most)s 之间的整数。") % {"least": self.least, "most": self.most}
            case "yes_no":
                words = str(_("选择是或否。"))
            case "choice":
                words = _("从中选一项：%(offered)s。") % {"offered": offered}
            case "choices":
                words = _("可选：%(offered)s；按次序用顿号分开。") % {"offered": offered}
            case "texts":
                words = str(_("多项用顿号分开。"))
            case "labels":
                words = _("写作“原名称＝本级名称”，多项用顿号分开；原名称：%(offered)s。") % {"offered": offered}
            case _:
                words = _("填写文字，不超过 %(most)s 字。") % {"most": min(LONGEST, self.most)}
        return words

    def said(self, value: object) -> str:
        """Return a value in words."""
        words = {key: str(label) for key, label in self.choices}
        match value:
            case None if self.none_in_words:
                return str(_("无"))
            case None | "" | ():
                return str(_("未定"))
            case bool():
                return str(_("是") if value else _("否"))
            case tuple() | list() if self.kind == "labels":
                return "、".join(
                    f"{words[key]}＝{label}" for key, _sign, label in (one.partition("=") for one in value)
                )
            case tuple() | list():
                return "、".join(words.get(str(one), str(one)) for one in value)
            case _:
                return words.get(str(value), str(value))

    def typed(self, value: object) -> str:
        """Return a value as it would be typed, so that a form can be filled with it."""
        match value:
            case None:
                return str(_("无")) if self.none_in_words else ""
            case bool():
                return "true" if value else "false"
            case tuple() | list():
                return "、".join(value)
            case _:
                return str(value)


def _sentences(*told: str) -> str:
    """Return sentences in a row, as the language of the reader sets them: English has a blank between them."""
    pair = str(_("%(first)s%(second)s"))
    return reduce(lambda first, second: pair % {"first": first, "second": second}, filter(None, told))


class Unreadable(Exception):
    """What was typed is no value of the parameter; carries the sentence."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def is_nothing(text: str) -> bool:
    """Return whether people mean by it that there is none; a figure that cannot be missing is then the region's."""
    return text.lower() in {"", "-", "–", "none", "null", str(_("无")), str(_("未定"))}


def read(parameter: Parameter, text: str) -> Any:
    """Return the typed value of what was typed; raises Unreadable."""
    text = "" if parameter.optional and parameter.kind != "number" and is_nothing(text.strip()) else text
    return _READERS[parameter.kind](parameter, text.strip())


def _text(parameter: Parameter, text: str) -> str:
    most = min(LONGEST, parameter.most)
    if len(text) > most or (not text and not parameter.optional):
        raise Unreadable(_("请填写文字，不超过 %(most)s 字。") % {"most": most})
    return text


def _number(parameter: Parameter, text: str) -> int | None:
    if parameter.none_in_words and text in {"", str(_("未定"))}:
        raise Unreadable(_("请填写整数；不作要求的，填写“无”。"))
    if is_nothing(text):
        return None if parameter.optional else parameter.regional
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Unreadable(_("请填写整数。"))
    if not parameter.least <= int(text) <= parameter.most:
        raise Unreadable(
            _("请填写 %(least)s 至 %(most)s 之间的整数。") % {"least": parameter.least, "most": parameter.most}
        )
    return int(text)


def _yes_no(parameter: Parameter, text: str) -> bool:
    if text.lower() in {"true", "yes", "1", str(_("是"))}:
        return True
    if text.lower() in {"false", "no", "0", str(_("否"))}:
        return False
    raise Unreadable(_("请选择是或否。"))


def _choice(parameter: Parameter, text: str) -> str:
    for value, label in parameter.choices:
        if text in {value, str(label)}:
            return value
    raise Unreadable(_("请从所列选项中选择。"))


def _choices(parameter: Parameter, text: str) -> tuple[str, ...]:
    found = tuple(_choice(parameter, part) for part in parts(text))
    if len(set(found)) != len(found):
        raise Unreadable(_("同一选项只能出现一次。"))
    return _not_empty(parameter, found)


def _texts(parameter: Parameter, text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(parts(text)))
    if any(len(one) > LONGEST for one in found) or len(found) > 100:
        raise Unreadable(_("文字过长。"))
    return _not_empty(parameter, found)


def _labels(parameter: Parameter, text: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for part in parts(text):
        for sign in EQUALS:
            part = part.replace(sign, "=", 1) if "=" not in part else part
        named, sign, label = (piece.strip() for piece in part.partition("="))
        if not (sign and label) or len(label) > LONGEST:
            raise Unreadable(_("请写作“原名称＝本级名称”。"))
        key = _choice(parameter, named)
        if key in found:
            raise Unreadable(_("同一选项只能出现一次。"))
        found[key] = label
    return _not_empty(parameter, tuple(f"{key}={label}" for key, label in found.items()))


def _not_empty(parameter: Parameter, found: tuple[str, ...]) -> tuple[str, ...]:
    if not found and not parameter.optional:
        raise Unreadable(_("请至少填写一项。"))
    return found


def parts(text: str) -> list[str]:
    """Return the parts of a list as people write one: 甲、乙 or a, b or one per line."""
    for separator in SEPARATORS:
        text = text.replace(separator, "\n")
    return [part.strip() for part in text.split("\n") if part.strip() and part.strip() != str(_("未定"))]


_READERS: dict[str, Callable[[Parameter, str], Any]] = {
    "text": _text,
    "number": _number,
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "texts": _texts,
    "labels": _labels,
}
