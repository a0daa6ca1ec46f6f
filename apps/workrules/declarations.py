"""How a parameter is declared: one function per kind, used as the field of a dataclass and typed as its value.

The field keeps the regional value as its default and the whole declaration beside it; `declared` collects them.
"""

from dataclasses import field, fields, replace
from typing import Any, TypeVar

from apps.workrules.values import Choices, Parameter
from kernel.refusals import Sentence

T = TypeVar("T")
Number = TypeVar("Number", bound=int | None)
_PLACE = "parameter"


def declared(parameters: type[Any]) -> dict[str, Parameter]:
    """Return the declarations of a dataclass by the names of its fields, in their order."""
    found = {one.name: one.metadata[_PLACE] for one in fields(parameters) if _PLACE in one.metadata}
    return {name: replace(parameter, name=name) for name, parameter in found.items()}


def text(
    regional: str, key: str, label: Sentence, article: Sentence, *, hint: Sentence, most: int = 400,
    optional: bool = False,
) -> str:  # fmt: skip
    """Declare words of at most so many characters."""
    return _field(regional, "text", key, label, article, hint, most=most, optional=optional)


def number(
    regional: Number, key: str, label: Sentence, article: Sentence, *, hint: Sentence, least: int = 0, most: int = 400,
    optional: bool = False,
) -> Number:  # fmt: skip
    """Declare a whole number within bounds; an optional one may be missing."""
    return _field(regional, "number", key, label, article, hint, least=least, most=most, optional=optional)


def yes_no(regional: bool, key: str, label: Sentence, article: Sentence, *, hint: Sentence) -> bool:
    """Declare something that holds or does not."""
    return _field(regional, "yes_no", key, label, article, hint)


def choice(regional: str, key: str, label: Sentence, article: Sentence, offered: Choices, *, hint: Sentence) -> str:
    """Declare one of a list."""
    return _field(regional, "choice", key, label, article, hint, choices=offered)


def choices(
    regional: tuple[str, ...], key: str, label: Sentence, article: Sentence, offered: Choices, *, hint: Sentence,
    optional: bool = False,
) -> tuple[str, ...]:  # fmt: skip
    """Declare several of a list, in an order."""
    return _field(regional, "choices", key, label, article, hint, choices=offered, optional=optional)


def texts(
    regional: tuple[str, ...], key: str, label: Sentence, article: Sentence, *, hint: Sentence, optional: bool = False
) -> tuple[str, ...]:
    """Declare a list of words."""
    return _field(regional, "texts", key, label, article, hint, optional=optional)


def labels(
    regional: tuple[str, ...], key: str, label: Sentence, article: Sentence, offered: Choices, *, hint: Sentence,
    optional: bool = False,
) -> tuple[str, ...]:  # fmt: skip
    """Declare words of one's own for some of a list, each as `choice=words`."""
    return _field(regional, "labels", key, label, article, hint, choices=offered, optional=optional)


def _field(regional: T, kind: str, key: str, label: Sentence, article: Sentence, hint: Sentence, **bounds: Any) -> T:
    parameter = Parameter("", key, kind, label, article, regional=regional, help=hint, **bounds)
    return field(default=regional, metadata={_PLACE: parameter})
