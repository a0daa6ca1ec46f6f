"""A paper cites the rule that binds; articles are the region's, and no other rule is said to have them."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from apps.documents.models import IssuedDocument
from tests.cast import a_story, an_office
from tests.workrules.elsewhere import CODE, Inside, issue


@pytest.mark.rule("R12.1")
@pytest.mark.parametrize(("own", "cited"), [(False, "内政办字〔2024〕8号）第四条规定"), (True, "）规定，现提请")])
def test_an_article_is_cited_only_of_the_rule_that_has_it(db: None, inside: Inside, own: bool, cited: str) -> None:
    with inside(CODE):
        office = an_office(CODE)
        if own:
            issue(office, period_years="2")
        a_story(office).walk("requested")
        letter = str(IssuedDocument.objects.get(kind="request_letter").content)
    assert cited in letter
    assert ("第四条" in letter) is not own


def test_no_paper_names_an_article_of_the_region_by_itself() -> None:
    papers = [
        path for path in Path(settings.ROOT, "apps").rglob("*.py")
        if path.stem in {"letters", "documents", "prefill", "parts", "texts", "annexes", "circular", "statements"}
    ]  # fmt: skip
    named = [
        f"{path.name}: {line.strip()}"
        for path in papers
        for line in path.read_text().splitlines()
        if re.search("第[一二三四五六七八九十]+条", line) and "rule_cited(" not in line
    ]
    assert len(papers) > 10
    assert named == []
