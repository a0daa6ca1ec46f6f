"""The inputs of an action as one typed object, from which its needs derive (docs/adr/0025-typed-inputs.md).

class Returned(Inputs):
    reason: str = asked(_("退回理由"), "longtext")

Action("return", …, inputs=Returned)        # the row: its needs are those of the class
said = Returned.of(act)                     # the guard or the verb: `said.reason` is a str
"""

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

from kernel.lifecycle.table import Act, Need

if TYPE_CHECKING:
    from kernel.refusals import Sentence

_NEED = "need"


def asked(label: "Sentence", kind: str = "text", **more: Any) -> Any:
    """Declare a field that the person must or may give; `more` are the other columns of a `Need`."""
    return field(kw_only=True, metadata={_NEED: {"label": label, "kind": kind, **more}})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(asked,))
class Inputs:
    """What a person gives with one action. A subclass is made a frozen dataclass by being written."""

    needs: ClassVar[tuple[Need, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Derive the needs in the order of the fields; refuse a field that says nothing about how it is asked for."""
        dataclass(frozen=True)(cls)
        silent = [one.name for one in fields(cls) if _NEED not in one.metadata]  # type: ignore[arg-type]
        if silent:
            raise TypeError(f"{cls.__name__} does not say how {silent} are asked for")
        cls.needs = tuple(Need(one.name, **one.metadata[_NEED]) for one in fields(cls))  # type: ignore[arg-type]

    @classmethod
    def of(cls, act: Act) -> Self:
        """Return what was given with the act; None for what may be left out and was."""
        return cls(**{need.name: act.given.get(need.name) for need in cls.needs})
