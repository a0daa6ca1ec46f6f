"""What the officers of the system do about accounts and rights, in the words of the tests."""

from apps.organizations.accounts import rights_services as rights
from apps.organizations.accounts import services as accounts
from apps.organizations.models import UnitMembership, User
from roads.office import IN_OFFICE_SINCE

WHY = {"reason": "调离"}
BASIS = {"basis": "内政办任〔2026〕3号"}


def system(story):
    return story.someone("system_officer")


def security(story):
    return story.someone("security_officer")


def opened(story, username="arrived", side="gov", unit="hrss", **more):
    given = {"username": username, "name": "阿木尔", "side": side, "title": "副局长", **more}
    return accounts.open_without_rights(unit=story.office.units[unit] if unit else None, **given, **system(story))


def settled(story, *names, **more):
    """An account whose holder has replaced the one-time password."""
    new = opened(story, *names, **more)
    User.objects.filter(pk=new.pk).update(password_is_initial=False)
    return new


def restore(story, user, **more):
    return rights.restore_rights(account_id=user.pk, **{**BASIS, **security(story), **more})


def give(story, user, role, **more):
    return rights.give_role(account_id=user.pk, role=role, **{**BASIS, **security(story), **more})


def take(story, user, role, **more):
    return rights.take_role(account_id=user.pk, role=role, **{**WHY, **security(story), **more})


def close(story, user, **more):
    return accounts.close_with_reason(account_id=user.pk, **{**WHY, **system(story), **more})


def person(story, name):
    return User.objects.get(pk=story.office.people[name].pk)


def of_unit(story, key):
    """Everybody has spoken for his or her unit since before the story begins."""
    UnitMembership.objects.update(since=IN_OFFICE_SINCE)
    return User.objects.get(pk=story.office.speaker_for(key).pk)
