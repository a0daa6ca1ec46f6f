"""The offices read every fault in Chinese, with sheet, row and column; the operator reads it in English."""

import ast
import re
from pathlib import Path

import pytest
from django.utils.translation import override

from apps.history.wording import SENTENCES, chinese_of, fault

LATIN = re.compile("[a-z]{2}")
#: What stands between the first word of a sentence and its place, when the sentence is about one named value.
PLACE = re.compile(r"^(?:[\w{}.]+|sheet {}(?:, row (?:{}|1))?): ")


def said_in_code() -> set[str]:
    """Every fault that the code may say, with {} where a value stands."""
    found: set[str] = set()
    for file in Path("apps/history").rglob("*.py"):
        if "commands" in file.parts or file.name in {"preview.py", "wording.py"}:
            continue
        tree = ast.parse(file.read_text())
        quiet = {id(value) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for value in node.values}
        quiet |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found |= {text for node in ast.walk(tree) if id(node) not in quiet and (text := _text(node))}
    return {PLACE.sub("", text) for text in found if text.endswith(".") and " " in text and LATIN.search(text)}


def _text(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(str(one.value) if isinstance(one, ast.Constant) else "{}" for one in values)
    return ""


def test_every_fault_that_the_code_says_has_its_chinese() -> None:
    said = said_in_code()
    assert len(said) > 80
    assert "lies before the meeting." in said
    wordless = {text for text in said if LATIN.search(chinese_of(text).replace("JSON", ""))}
    assert wordless <= {"has no item {} of the topic {} of the meeting {}.", "{} has {} already."}, "made of two parts"
    assert "议定事项" in chinese_of("sheet 议定事项 has no item 9 of the topic 1 of the meeting 2.")
    assert chinese_of("2025 has a plan already.") == "2025 年已登记年度计划。"


@pytest.mark.parametrize("sentence", SENTENCES)
def test_both_say_the_same_number_of_things(sentence: str) -> None:
    fitting = sentence.format(*[f"<{n}>" for n in range(sentence.count("{}"))])
    chinese = chinese_of(fitting)
    assert chinese != fitting
    assert sentence.count("{}") >= SENTENCES[sentence].count("{}")


def test_the_place_is_named_as_the_workbook_shows_it() -> None:
    said = "sheet 会议, row 2, column F (召开日期): '二〇二五年' is no day: write it as 2024-05-17."
    with override("zh-hans"):
        told = fault(said)
    assert told.place == "“会议”表第 2 行 F 列（召开日期）"
    assert told.sentence == "二〇二五年 不是日期，请写成 2024-05-17 的形式。"
    with override("en"):
        assert fault(said).sentence == "'二〇二五年' is no day: write it as 2024-05-17."
    with override("zh-hans"):
        assert fault("sheet 补充: is missing or empty.").place == "“补充”表"
        assert fault("nothing that anybody knows").sentence == "nothing that anybody knows"
