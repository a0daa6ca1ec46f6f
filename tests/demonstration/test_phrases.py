"""The offices have a sentence for every situation the demonstration may get into."""

import pytest

from demonstration import phrases
from roads.texts import Place
from tests.demonstration.places import LEFTOVER, ONE_OF_EACH_KIND, TUMED, of_kind, texts_of


@pytest.mark.parametrize("place", ONE_OF_EACH_KIND, ids=of_kind)
def test_the_offices_have_a_sentence_for_every_situation(place: Place) -> None:
    texts = phrases.meeting_texts(place)

    for name in texts.__slots__:
        told = getattr(texts, name)
        assert len(told) >= 2, name
        assert len(set(told)) == len(told), name
    assert len(texts.late_collection_reasons) == 12
    assert all(text.strip() == text and text for text in texts_of(texts))
    assert not [text for text in texts_of(texts.venues) if LEFTOVER.search(text)]


def test_the_openings_of_minutes_take_the_meeting_and_nothing_else() -> None:
    for opening in phrases.meeting_texts(TUMED).minutes_openings:
        told = opening.format(
            date="2026年11月20日", presider="副旗长那日苏", title="第14次联席会议", venue="三楼会议室"
        )

        assert told.endswith("现纪要如下：")
        assert "第14次联席会议" in told
        assert not LEFTOVER.search(told)


@pytest.mark.parametrize("place", ONE_OF_EACH_KIND, ids=of_kind)
def test_what_is_always_said_in_the_same_words_names_this_government(place: Place) -> None:
    sentences = phrases.sentences(place)

    assert all(text.strip() == text and text and not LEFTOVER.search(text) for text in texts_of(sentences))
    assert sentences.release_channel.startswith(place.name)
