"""The door of the demonstration: its accounts and their one password stand beside the sign-in form."""

import pytest
from django.apps import apps
from django.utils.module_loading import module_has_submodule

from demonstration.accounts import DEMO_PASSWORD
from demonstration.door import offer
from tests.cast import an_office
from tests.organizations.officers import opened
from tests.road import Road

HERE = "150121"


@pytest.mark.rule("A10")
def test_the_door_of_the_demonstration_offers_only_its_own_accounts(db: None) -> None:
    road = Road(HERE)
    with road.at("drafted") as story:
        opened(story, "tuya", side="none", unit=None)
        offered = offer()
    names = {one["username"] for one in (*offered["accounts"], *offered["further_accounts"])}
    assert names == set(story.office.people)


@pytest.mark.django_db
def test_the_offer_is_shown_only_where_the_setting_names_it(inside, client_of, settings) -> None:
    with inside(HERE):
        an_office(HERE)
    assert DEMO_PASSWORD in client_of(HERE).get("/sign-in").content.decode()
    settings.SIGN_IN_OFFER = None
    assert DEMO_PASSWORD not in client_of(HERE).get("/sign-in").content.decode()


def test_a_database_of_the_demonstration_has_the_tables_of_production() -> None:
    """Neither models nor migrations: a backup of production can be restored beside the demonstration's code."""
    demonstration = apps.get_app_config("demonstration")
    assert list(demonstration.get_models()) == []
    assert not module_has_submodule(demonstration.module, "migrations")
