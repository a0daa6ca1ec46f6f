"""The 27 checks of security and honesty: which test shows each, which control shows that it can fail, at what figure.

`@pytest.mark.rule("A17")` on a test says that it shows a check, `@pytest.mark.control("A17")` that it is the check's
control: it takes the defence away, and sees the harm. `data/checks.txt` has for each its id, its gist, its figure, and
whether a control is demanded. `python -m tests.house.checks` writes docs/checks.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.reading import ROOT
from tests.house.requirements import Marked, _lines, marked

PAGE = ROOT / "docs" / "checks.md"
INTRODUCTION = """# The 27 checks

Made by `python -m tests.house.checks` from the markers of the tests; edit those, not this page.

Each check names its figure, the tests that show it, and the control that takes the defence away and sees the harm.
Tests marked *night* take minutes: `make night` runs them, and any run that names their module. Others run at full
length there."""


@dataclass(frozen=True)
class Check:
    """One of the 27."""

    id: str
    gist: str
    figure: str
    control_demanded: bool


@dataclass(frozen=True)
class Shown:
    """The checks, and what shows them."""

    checks: tuple[Check, ...]
    tests: tuple[Marked, ...]
    controls: tuple[Marked, ...]
    unbuilt: dict[str, str]

    def tests_of(self, check: Check) -> list[Marked]:
        """Return the tests that carry its id, without its controls."""
        controls = {str(one) for one in self.controls_of(check)}
        return [one for one in self.tests if check.id in one.ids and str(one) not in controls]

    def controls_of(self, check: Check) -> list[Marked]:
        """Return the controls that carry its id."""
        return [one for one in self.controls if check.id in one.ids]


def shown() -> Shown:
    """Read lists and markers of this checkout."""
    found = [(path.relative_to(ROOT).as_posix(), path.read_text()) for path in sorted(ROOT.glob("tests/**/test_*.py"))]
    return Shown(
        checks=tuple(Check(id, gist, figure, word == "control") for id, gist, figure, word in _lines("checks.txt", 4)),
        tests=tuple(one for file, text in found for one in marked(file, text)),
        controls=tuple(one for file, text in found for one in marked(file, text, marker="control")),
        unbuilt=dict(_lines("unbuilt.txt", 2)),  # type: ignore[arg-type]
    )


def faults(read: Shown) -> Iterator[str]:
    """Say what the checks and the tests owe each other."""
    known = {check.id for check in read.checks}
    for check in read.checks:
        tests, controls = read.tests_of(check), read.controls_of(check)
        if not tests and check.id not in read.unbuilt:
            yield f"{check.id} has neither a test nor a reason."
        if tests and check.id in read.unbuilt:
            yield f"{check.id} is shown, and stands in unbuilt.txt as if it were not."
        if check.control_demanded and not controls:
            yield f"{check.id} has no control."
        if not check.figure.strip():
            yield f"{check.id} has no figure."
    for control in read.controls:
        yield from (f"{control} controls {id}, which is no check." for id in control.ids if id not in known)


def page(read: Shown) -> str:
    """Return docs/checks.md."""
    return "\n\n".join([INTRODUCTION, *("\n".join(_told(read, check)) for check in read.checks)]) + "\n"


def _told(read: Shown, check: Check) -> Iterator[str]:
    yield f"## {check.id} {check.gist}"
    yield ""
    yield f"Figure: {check.figure}."
    yield ""
    yield from (f"- {_link(test)}" for test in read.tests_of(check))
    yield from (f"- Control: {_link(test)}" for test in read.controls_of(check))
    if check.id in read.unbuilt:
        yield f"- Not shown: {read.unbuilt[check.id]}."


def _link(test: Marked) -> str:
    told = f"[{test.name.removeprefix('test_').replace('_', ' ')}](../{test.file})"
    return f"{told} *night*" if test.by_night else told


def main(page_at: Path = PAGE) -> None:
    """Write the page."""
    page_at.write_text(page(shown()))


if __name__ == "__main__":
    main()
