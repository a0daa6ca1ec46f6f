"""A government that is closed while a letter is under way to it: the letter comes back to whoever sent it (R11.2)."""

import pytest

from apps.levels.supervision import arrived_services as arrived
from apps.levels.supervision import refusals
from apps.levels.supervision import sent_services as sent
from apps.waiting.todos import waiting_for
from kernel import clock
from tenants.governments.models import Government
from tenants.governments.provisioning import close_government
from tests.levels.supervision.levels import BANNER, CITY, REGION, WHY, Levels
from tests.road import refused


@pytest.mark.rule("R11.2", "R12.9")
def test_a_letter_to_a_government_that_closed_comes_back_and_goes_to_the_one_that_followed(committed_db, client_of):
    levels = Levels()
    letter, answered = levels.ask_above(), levels.ask_above()
    own = levels.receive(answered, at=CITY)
    with levels.at(CITY):
        arrived.return_referral(arrived_letter_id=own.pk, words="属旗级事权", **levels.who(CITY, "gov_clerk"))
    close_government(
        Government.objects.get(code=CITY), on=clock.today(), merged_into=Government.objects.get(code=REGION)
    )
    by = levels.who(BANNER, "gov_clerk")
    with levels.at(BANNER):
        waiting = [one.object.pk for one in waiting_for(by["by"]) if one.kind == "sent_letter"]
        assert sorted(waiting) == sorted([letter.pk, answered.pk])
    client = client_of(BANNER)
    client.force_login(by["by"])
    assert "撤销，并入内蒙古自治区，函件退回。" in client.get(f"/sent-letters/{letter.pk}").content.decode()
    assert "函件退回" not in client.get(f"/sent-letters/{answered.pk}").content.decode()
    with levels.at(BANNER):
        closed = [sent.close_letter(sent_letter_id=one.pk, **by) for one in (letter, answered)]
        assert [one.note.endswith("函件退回。") for one in closed] == [True, False]
        anew = {"home": BANNER, "reason": WHY}
        with refused(refusals.OneLevelUp, fields=("government",)):
            levels.draft(government=CITY, **anew)
        assert levels.send(government=REGION, **anew).to_code == REGION
