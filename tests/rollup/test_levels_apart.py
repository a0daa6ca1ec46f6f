"""The region sees leagues and banners apart beside together (R12.2), in whole percent."""

import re

import pytest

from tests.cast import a_story, an_office

REGION, LEAGUE, BANNER = "150000", "150100", "150121"


@pytest.mark.rule("R12.2")
def test_leagues_and_banners_are_counted_apart_beside_together(db, inside, client_of):
    with inside(BANNER):
        story = a_story(an_office(BANNER)).walk("following_up")
    with inside(REGION):
        people = an_office(REGION, has_children=True).people
    with story.on(story.day_of("following_up"), 16):
        client = client_of(REGION)
        client.force_login(people["gov_clerk"])
        page = client.get("/rollup?year=2026").content.decode()
    held = next(card for card in page.split('<div class="card">') if "已召开" in card)
    apart = dict(re.findall(r"<li>(\S+) <strong>(\d+)</strong>", held))
    assert apart == {"盟市": "0", "旗县（市、区）": "1"}
    together = re.search(r"<strong>(\d+)</strong> <span>/ (\d+)</span>", held)
    parts = re.findall(r"</strong> / (\d+) ·", held)
    assert together
    assert int(together[1]) == 1
    assert sum(map(int, parts)) == int(together[2])
    assert not re.search(r"\d\.\d%", page)


def test_a_league_with_banners_only_has_nothing_apart(db, inside, client_of):
    with inside(LEAGUE):
        people = an_office(LEAGUE, has_children=True).people
        client = client_of(LEAGUE)
        client.force_login(people["gov_clerk"])
        assert "lx-apart" not in client.get("/rollup").content.decode()
