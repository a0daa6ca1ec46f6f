"""Units are set up, renamed and closed; none is left without the people that its business needs."""

import pytest
from django.db import connection

from apps.organizations.accounts import rights_services as rights
from apps.organizations.accounts import services as accounts
from apps.organizations.accounts.refusals import LastSpeaker, UnitDoesNotFit
from apps.organizations.models import Unit, User
from apps.organizations.units import services as units
from apps.organizations.units.refusals import (
    OfficeStays,
    OneOfficePerSide,
    UnitHasBusiness,
    UnitHasPeople,
    UnitKindDoesNotFit,
    UnitNameTaken,
)
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.refusals import WrongRole
from tests.deputies import handover
from tests.organizations.officers import BASIS, WHY, close, give, of_unit, opened, security, settled, system, take
from tests.road import refused

pytestmark = pytest.mark.rule("A10")


def establish(story, name="数据局", kind="department", side="gov", **more):
    given = {"name": name, "short_name": name, "kind": kind, "side": side, **more}
    return units.set_up_unit(**given, **system(story))


def test_a_unit_is_set_up_renamed_and_closed(road):
    with road.at("drafted") as story:
        unit = establish(story)
        assert (unit.state, unit.sort_key) == ("standing", "shu ju ju")
        unit = units.rename_unit(unit_id=unit.pk, name="数据管理局", short_name="数据局", **BASIS, **system(story))
        assert unit.sort_key == "shu ju guan li ju"
        new = give(story, settled(story, "data"), "gov_unit")
        rights.bind_to_unit(account_id=new.pk, unit=unit, **BASIS, **security(story))
        closed = units.close_unit(unit_id=unit.pk, **BASIS, **system(story))
        assert (closed.state, closed.closed_on) == ("closed", clock.today())
        assert not new.groups.filter(pk=unit.group_id).exists()
        assert unit.pk not in new.memberships.current().values_list("unit", flat=True)
        told = AuditEntry.objects.filter(object_id=unit.pk).order_by("sequence").values_list("what", flat=True)
        assert list(told) == ["unit.establish", "unit.rename", "unit.close"]
        with refused(UnitDoesNotFit, fields=("unit",)):
            rights.bind_to_unit(account_id=new.pk, unit=closed, **BASIS, **security(story))


def test_what_does_not_fit_is_not_set_up(road):
    with road.at("drafted") as story:
        with refused(UnitKindDoesNotFit, fields=("kind",)):
            establish(story, kind="industrial_union")
        with refused(OneOfficePerSide, fields=("kind",)):
            establish(story, kind="office")
        for name in (story.office.units["hrss"].name,):
            with refused(UnitNameTaken, fields=("name",)):
                establish(story, name=name)
        with refused(WrongRole, "R1.3"):
            units.close_unit(unit_id=story.office.units["hrss"].pk, **BASIS, **security(story))


def test_a_unit_with_people_or_an_office_stays(road):
    with road.at("drafted") as story:
        with refused(UnitHasPeople):
            units.close_unit(unit_id=story.office.units["hrss"].pk, **BASIS, **system(story))
        with refused(OfficeStays):
            units.close_unit(unit_id=story.office.units["gov_office"].pk, **BASIS, **system(story))


def test_a_unit_that_was_closed_meanwhile_takes_nobody_in(road):
    with road.at("drafted") as story:
        health, speaker = story.office.units["health"], of_unit(story, "hrss")
        Unit.objects.filter(pk=health.pk).update(state="closed", closed_on=clock.today())
        assert health.closed_on is None, "as it was read before"
        with refused(UnitDoesNotFit, fields=("unit",)):
            opened(story, unit="health")
        with refused(UnitDoesNotFit, fields=("unit",)):
            rights.bind_to_unit(account_id=speaker.pk, unit=health, **BASIS, **security(story))
        with refused(UnitDoesNotFit, fields=("unit",)):
            handover(story, post=None, unit=health, from_user=speaker)


def test_the_release_before_still_opens_accounts_and_units(road):
    with road.at("drafted"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(column_default) FROM information_schema.columns WHERE table_schema = current_schema()"
            " AND table_name IN ('organizations_user', 'organizations_unit')"
            " AND column_name IN ('state', 'state_since', 'version')"
        )
        assert cursor.fetchone() == (6,)


def test_nobody_comes_back_to_a_unit_that_is_no_more(road):
    with road.at("drafted") as story:
        unit = establish(story)
        story.office.units["data"] = unit
        try:
            new = opened(story, unit="data")
        finally:
            del story.office.units["data"]
        close(story, new)
        units.close_unit(unit_id=unit.pk, **BASIS, **system(story))
        with refused(UnitDoesNotFit):
            accounts.reopen_account(account_id=new.pk, reason="返回", **system(story))


# --- with business under way --------------------------------------------------------------------------------------


def test_a_unit_with_open_business_keeps_its_last_speaker_and_stays(road):
    with road.at("proposed") as story:
        text = next(text for text in story.chosen if text.origin == "gov")
        unit = Unit.objects.get(pk=story.office.units[text.proposer].pk)
        speaker = of_unit(story, text.proposer)
        for act in (
            lambda: close(story, speaker),
            lambda: take(story, speaker, "gov_unit"),
        ):
            with refused(LastSpeaker):
                act()
        with refused(LastSpeaker, fields=("unit",)):
            rights.unbind_from_unit(account_id=speaker.pk, unit=unit, **WHY, **security(story))
        User.objects.filter(unit=unit).update(unit=story.office.units["gov_office"])
        with refused(UnitHasBusiness):
            units.close_unit(unit_id=unit.pk, **BASIS, **system(story))
        second = settled(story, "second", unit="gov_office")
        give(story, second, "gov_unit")
        rights.bind_to_unit(account_id=second.pk, unit=unit, **BASIS, **security(story))
        assert close(story, speaker).state == "closed"
