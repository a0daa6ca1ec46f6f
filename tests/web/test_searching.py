"""What is searched for is found whatever width it was typed or stored in."""

import pytest

from apps.topics.models import Topic
from web.searching import containing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stored", ["ＡＢ工程２０２６年", "AB工程2026年"])
@pytest.mark.parametrize("typed", ["AB工程", "ＡＢ工程", "2026", "２０２６", "ab", "工程"])
def test_full_and_half_width_are_alike_in_a_search(walked, inside, stored: str, typed: str) -> None:
    walked("aggregated")
    with inside("150121"):
        one = Topic.objects.order_by("pk").first()
        Topic.objects.filter(pk=one.pk).update(title=stored)
        assert list(Topic.objects.filter(containing(typed, "title", "background")).filter(pk=one.pk)) == [one]


def test_what_is_not_there_is_not_found(walked, inside) -> None:
    walked("aggregated")
    with inside("150121"):
        assert not Topic.objects.filter(containing("不存在的词", "title", "background")).exists()
        assert not Topic.objects.filter(containing("100%_", "title")).exists()
