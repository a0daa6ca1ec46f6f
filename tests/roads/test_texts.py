"""The walker says nothing of its own: every word comes with the texts that it is given."""

from roads.texts import choose
from tests.house.reading import sources
from tests.house.test_words import untranslated

CODES = [f"{number}" for number in range(150100, 150200)]


def test_the_walker_carries_no_word_that_an_office_could_say() -> None:
    walker = sources("roads")
    assert len(walker) > 10
    assert [found for source in walker for found in untranslated(source)] == []


def test_a_choice_is_always_the_same_for_the_same_question() -> None:
    venues = ("一楼会议室", "二楼会议室", "三楼会议室")
    chosen = [choose(venues, code=code, what="venue") for code in CODES]

    assert chosen == [choose(venues, code=code, what="venue") for code in CODES]
    assert set(chosen) == set(venues)
