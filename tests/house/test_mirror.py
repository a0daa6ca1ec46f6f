"""Tests mirror the code: what an app does is tested in the folder of its name."""

import pytest

from tests.house.reading import ROOT

#: Apps that hold no rule of their own: what they show is tested with the addresses and pages of all.
SHOWN_ELSEWHERE = {
    "desk": "its pages are asked in tests/web and tests/matrix, its to-dos in tests/waiting",
}


def apps_with_code() -> list[str]:
    """Every app, those between levels by their room."""
    folders = [path for path in (ROOT / "apps").iterdir() if (path / "__init__.py").exists()]
    rooms = [room for path in folders if path.name == "levels" for room in path.iterdir()]
    named = [path.relative_to(ROOT / "apps").as_posix() for path in [*folders, *rooms] if path.is_dir()]
    return sorted(name for name in named if name != "levels" and not name.endswith("__pycache__"))


@pytest.mark.parametrize("app", apps_with_code())
def test_an_app_has_its_tests_in_a_folder_of_its_name(app: str) -> None:
    assert app in SHOWN_ELSEWHERE or list((ROOT / "tests" / app).rglob("test_*.py"))


@pytest.mark.parametrize("app", SHOWN_ELSEWHERE)
def test_an_app_that_is_shown_elsewhere_still_needs_the_exception(app: str) -> None:
    assert (ROOT / "apps" / app).is_dir()
    assert not list((ROOT / "tests" / app).rglob("test_*.py"))
