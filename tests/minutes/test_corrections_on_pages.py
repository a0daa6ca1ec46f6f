"""A correction beside the minutes it corrects: on their pages and through the interface (R9.6)."""

import pytest

from apps.minutes.models import Minutes
from tests.signed_in import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R9.6")]


@pytest.fixture
def issued(walked, inside):
    """Issued minutes."""
    story = walked("following_up")
    with inside("150121"):
        return Minutes.objects.select_related("meeting").get(pk=story.minutes.pk)


def test_a_correction_is_begun_on_the_page_and_both_texts_lead_to_each_other(issued, sign_in, inside):
    clerk = sign_in("union_clerk")
    assert f"/minutes/{issued.pk}/do/correct" in clerk.get(f"/minutes/{issued.pk}").content.decode()
    answer = clerk.post(f"/minutes/{issued.pk}/do/correct", {"reason": "更正数字", "version": ""})
    with inside("150121"):
        correction = Minutes.objects.get(corrects=issued)
    assert answer.headers["Location"] == f"/minutes/{correction.pk}"

    draft = clerk.get(f"/minutes/{correction.pk}")
    assert "更正数字" in text_of(draft)
    assert f'href="/minutes/{issued.pk}"' in draft.content.decode()
    old = clerk.get(f"/minutes/{issued.pk}").content.decode()
    assert f'href="/minutes/{correction.pk}"' in old
    assert "/do/correct" not in old


def test_a_draft_correction_is_not_shown_to_the_other_side(issued, sign_in, inside):
    sign_in("union_clerk").post(f"/minutes/{issued.pk}/do/correct", {"reason": "更正数字", "version": ""})
    with inside("150121"):
        correction = Minutes.objects.get(corrects=issued)
    other = sign_in("gov_clerk")
    assert other.get(f"/minutes/{correction.pk}").status_code == 404
    assert str(correction.pk) not in other.get(f"/minutes/{issued.pk}").content.decode()
