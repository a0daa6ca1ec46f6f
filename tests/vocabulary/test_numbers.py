"""Document numbers: the form of the standard, and the one that somebody meant."""

import pytest
from django.utils.translation import override

from apps.workrules.lifecycle import WORK_RULE
from apps.years.lifecycle import YEAR_PLAN
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Lifecycle
from kernel.refusals import Malformed
from vocabulary.numbers import is_document_number, number_fault, proposed


@pytest.mark.rule("R7.4")
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("阿右政办字[2026]3号", "阿右政办字〔2026〕3号"),
        ("土左政办字（2026）8号", "土左政办字〔2026〕8号"),
        ("土左政办字【2026】8号", "土左政办字〔2026〕8号"),
        ("土左政办字〔2026〕第08号", "土左政办字〔2026〕8号"),
        ("土左政办字 〔２０２６〕８ 号", "土左政办字〔2026〕8号"),
        ("土左政办字〔2026〕8", "土左政办字〔2026〕8号"),
        ("8号", ""),
        ("土左政办字〔26〕8号", ""),
        ("土左政办字〔2026〕0号", ""),
    ],
)
def test_a_number_of_another_form_is_refused_with_the_right_one_where_it_can_be_told(typed: str, meant: str) -> None:
    assert not is_document_number(typed)
    assert proposed(typed) == meant
    with override("zh-hans"):
        assert (meant or "土左政办字〔2026〕8号") in str(number_fault(typed))


@pytest.mark.rule("R7.4")
@pytest.mark.parametrize("number", ["土左政办字〔2026〕8号", "内政办发〔2024〕118号", "呼工字〔1999〕1号"])
def test_a_number_of_the_standards_form_has_no_fault(number: str) -> None:
    assert is_document_number(number)
    assert number_fault(number) is None
    assert proposed(number) == number


@pytest.mark.rule("R7.4")
@pytest.mark.parametrize(("lifecycle", "act"), [(WORK_RULE, "issue"), (YEAR_PLAN, "record"), (YEAR_PLAN, "correct")])
def test_every_door_asks_for_the_form_of_a_number_that_is_typed(lifecycle: Lifecycle, act: str) -> None:
    """Pages and the interface read what was typed by the table's own fields."""
    needs = [need for need in lifecycle.named(act)[0].needs if need.name == "document_number"]
    with pytest.raises(Malformed) as told, override("zh-hans"):
        clean(needs, {"document_number": "阿右政办字[2026]3号"})
    assert "阿右政办字〔2026〕3号" in str(told.value.fields["document_number"])
    assert clean(needs, {"document_number": "阿右政办字〔2026〕3号"}) == {"document_number": "阿右政办字〔2026〕3号"}
