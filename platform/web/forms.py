"""Forms made from a row of a lifecycle: the same fields, words and compulsions as the table has, and no others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _

from kernel import clock
from kernel.lifecycle.admission import Offers
from kernel.lifecycle.engine import read_given
from kernel.lifecycle.table import Action, Asking, Lifecycle, Need
from kernel.refusals import Malformed, MissingField, Refusal, RuleBroken, Sentence
from web import uploads
from web.uploads import FILE_KINDS


@dataclass
class ActionForm:
    """One action's form: what is asked, what was typed, and what was wrong with it."""

    lifecycle: Lifecycle
    action: Action
    instance: Any
    user: Any
    #: Returns key, name and size of the files that a field shows, by field, value, object and person.
    files: Callable[[Need, Any, Any, Any], list[tuple[Any, str, int]]]
    values: dict[str, Any] = field(default_factory=dict)
    refusal: Refusal | None = None
    offers: Offers = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what the fields offer: each list is read when the first field asks for it."""
        self.offers = Offers(Asking(self.user, self.action.name, self.instance))

    def cleaned(self) -> dict[str, Any]:
        """Return typed values; raises the refusal that the act itself would meet, naming every field at fault."""
        return read_given(self.lifecycle, self.action, self.instance, self.values, by=self.user, at=clock.now())

    def _files(self, need: Need) -> list[tuple[Any, str, int]]:
        return self.files(need, self.values.get(need.name), self.instance, self.user)

    @property
    def multipart(self) -> bool:
        """Whether files may be sent with it."""
        return any(need.kind in FILE_KINDS for need in self.action.needs)

    def described(self) -> list[dict[str, Any]]:
        """Return the fields as the field template wants them."""
        return [self._field(need, self.values, self.faults) for need in self.action.needs]

    def _field(self, need: Need, values: Mapping[str, Any], faults: Mapping[str, Sentence]) -> dict[str, Any]:
        found: dict[str, Any] = {
            "name": need.name,
            "kind": need.kind,
            "label": need.label,
            "required": need.required,
            "help": need.help,
            "value": values.get(need.name, ""),
            "error": faults.get(need.name, ""),
        }
        if need.kind in {"choice", "ref", "refs"}:
            found["choices"] = self.offers.of(need)
        elif need.kind == "text" and (offered := self.offers.of(need)):
            found |= {"kind": "choice", "choices": offered}
        if need.kind in FILE_KINDS:
            found |= {"kind": "files", "multiple": need.kind == "files", "accepted": uploads.ACCEPTED}
            found |= {"choices": self._files(need), "help": need.help or uploads.hint()}
        if need.kind == "rows":
            found["fields"] = [self._field(part, {}, {}) for part in need.fields]
        return found

    @property
    def faults(self) -> dict[str, Sentence]:
        """What is wrong, field by field; what is empty is asked for where it is empty."""
        found = self.refusal.fields if self.refusal else {}
        empty = str(MissingField.sentence)
        return {name: _("请填写这一项。") if str(said) == empty else said for name, said in found.items()}

    def problem(self) -> dict[str, Any] | None:
        """Return the refusal as the problem box shows it."""
        if self.refusal is None:
            return None
        labels = {need.name: need.label for need in self.action.needs}
        fields = [
            {"name": name, "label": labels.get(name, name), "message": said}
            for name, said in self.faults.items()
            if "." not in name  # a part of a field says it beside itself
        ]
        told = {str(self.refusal.sentence)}
        return {
            "detail": self.refusal.sentence,
            "article": self.refusal.article,
            "rule": self.refusal.rule,
            "about": self.refusal.about,
            "fields": [one for one in fields if len(fields) > 1 or str(one["message"]) not in told],
        }


def from_database(error: DataError | IntegrityError, lifecycle: Lifecycle) -> Refusal:
    """Say in the model's own words what the database refused; raises the error again when no rule stands behind it."""
    if isinstance(error, DataError):
        return Malformed(_("有一项太长，或超出了允许的范围。"))
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name and constraint.violation_error_message:
                return RuleBroken(constraint.violation_error_message)
    raise error
