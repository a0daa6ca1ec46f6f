"""`python manage.py score --facts FILE.json`: anybody recomputes a score, without settings and without a database."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from kernel.canonical import Plain
from kernel.workcalendar.rules import workdays_between
from tenants.assessment.scoring.changing import what_would_change
from tenants.assessment.scoring.grading import grade_of, rank
from tenants.assessment.scoring.reading import Fault, Refused, read_facts, read_json
from tenants.assessment.scoring.results import Result, explained, score
from tenants.assessment.scoring.scheme import Scheme, read_scheme, shipped

TOLD = (
    "Scores facts by a scheme and prints the result as JSON in the published shape "
    "(tenants/assessment/scoring/schemas/). FILE holds the facts of one government, a list of them, or a published "
    "example that has them under example.facts; - reads standard input. What cannot be scored is named with its path "
    "on standard error, and the exit code is 1."
)


def arguments(parser: ArgumentParser) -> None:
    """Say which facts are scored, by which scheme, and how the result is told."""
    parser.add_argument("--facts", required=True, metavar="FILE", help="JSON with the facts; - for standard input")
    parser.add_argument("--scheme", metavar="FILE", help="JSON with another scheme than the one shipped")
    parser.add_argument("--explain", action="store_true", help="with formula, inputs and what would have changed it")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of sentences")


def main(given: Sequence[str]) -> int:
    """Score, or say what is wrong; return the exit code."""
    parser = ArgumentParser(prog="manage.py score", description=TOLD)
    arguments(parser)
    asked = parser.parse_args(given)
    try:
        sys.stdout.write(json.dumps(told(asked), ensure_ascii=False, indent=2) + "\n")
    except Refused as refused:
        for fault in refused.faults:
            sys.stderr.write(fault.said(asked.lang) + "\n")
        return 1
    return 0


def told(asked: Namespace) -> Plain | list[Plain]:
    """Return the result of one, or the ranking of many. Raises Refused."""
    scheme = read_scheme(read_json(_content(asked.scheme))) if asked.scheme else shipped()
    given = read_json(_content(asked.facts))
    if not isinstance(given, list):
        result = score(read_facts(given), scheme, workdays_between)
        return _told(result, grade_of(result), asked)
    return _ranking(given, scheme, asked)


def _content(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        raise Refused([Fault("$", f"无法读取 {name}：{why}。", f"{name} cannot be read: {why}.")]) from None


def _ranking(given: list[object], scheme: Scheme, asked: Namespace) -> list[Plain]:
    results = [score(read_facts(one, path=f"$[{at}]"), scheme, workdays_between) for at, one in enumerate(given)]
    return [
        {
            "rank": one.rank,
            "tenant": one.result.facts.tenant,
            "name": one.result.facts.name,
            **_told(one.result, one.grade_before_quota, asked),
            "grade": one.grade,
            "remark": one.remark,
        }
        for one in rank(results)
    ]


def _told(result: Result, grade: str, asked: Namespace) -> Plain:
    found = result.as_json(grade)
    if asked.explain:
        found["lines"] = [
            {
                **explained(line, asked.lang),
                "changes": [
                    change.as_json(asked.lang)
                    for change in what_would_change(result, line.indicator.id, workdays_between)
                ],
            }
            for line in result.lines
        ]
    return found
