"""People who act for others, for any test that needs one: a deputy, a successor, an officer sent by the parent."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from apps.documents.file_services import store_file
from apps.documents.models import StoredFile
from apps.minutes.models import Minutes
from apps.organizations.accounts.services import close_with_reason, open_without_rights, reset_password
from apps.organizations.deputies.services import grant_delegation
from apps.organizations.models import Delegation, Handover, OfficerMandate, Post, Unit, User
from apps.organizations.officers.services import provide_officer
from apps.organizations.posts.handover_services import hand_over
from apps.organizations.units.services import close_unit, set_up_unit
from apps.papers.models import PaperApproval
from apps.papers.services import record_paper
from kernel import clock
from roads.story import Story
from tests.documents import made_files

ACCEPT = "meeting.accept"


def delegation(
    story: Story, *acts: str, by: str = "gov_leader", to: str = "gov_clerk", days: int = 10, **more: Any
) -> Delegation:
    """A leader's acts, lent from today for some days."""
    given = {
        "delegate": story.office.people[to],
        "acts": [{"act": act} for act in acts or (ACCEPT,)],
        "starts_on": clock.today(),
        "ends_on": clock.today() + timedelta(days=days),
        "ground": "赴外地学习",
        **more,
    }
    return grant_delegation(**given, **story.someone(by))


def handover(story: Story, slot: str = "convener_gov", to: str = "gov_clerk_2", **more: Any) -> Handover:
    """A post, handed over today."""
    given = {
        "post": Post.objects.get(slot=slot),
        "to_user": story.office.people[to],
        "on_day": clock.today(),
        "basis": "任免通知",
        **more,
    }
    return hand_over(**given, **story.someone("security_officer"))


def provided(story: Story, role: str = "security_officer", **more: Any) -> OfficerMandate:
    """An officer whom the government above provides, written down by the security officer here."""
    sent = {
        "username": f"provided_{role}",
        "person_name": "其其格",
        "person_post": "安全管理员",
        "document_number": "呼政办发〔2026〕9号",
        "starts_on": clock.today(),
        "ends_on": clock.today() + timedelta(days=365),
        **more,
    }
    return provide_officer(role=role, **sent, **story.someone("security_officer"))


def closed_account(story: Story) -> User:
    """An account that was opened by mistake, and closed again."""
    by, unit = story.someone("system_officer"), story.office.units["hrss"]
    new = open_without_rights(username="mistaken", name="乌兰", side="gov", unit=unit, **by)
    return close_with_reason(account_id=new.pk, reason="重复开通", **by)


def reset_account(story: Story) -> User:
    """An account whose password was lost; the security officer has not asked its holder yet."""
    by, unit = story.someone("system_officer"), story.office.units["hrss"]
    new = open_without_rights(username="forgetful", name="萨仁", side="gov", unit=unit, **by)
    return reset_password(account_id=new.pk, reason="忘记密码", **by)


def closed_unit(story: Story) -> Unit:
    """A unit that was set up, and merged into another soon after."""
    by = story.someone("system_officer")
    new = set_up_unit(name="数据局", short_name="数据局", side="gov", kind="department", **by)
    return close_unit(unit_id=new.pk, basis="机构改革方案", **by)


def scan(story: Story, by: str = "gov_clerk") -> StoredFile:
    """A scanned sheet, uploaded by a clerk."""
    sheet = made_files.pdf(after=b"% sheet " + uuid4().hex.encode())
    return store_file(name="签批单.pdf", content=sheet, **story.someone(by))


def signed_paper(story: Story, act: str = "meeting.accept", *, by: str = "gov_clerk", **more: Any) -> PaperApproval:
    """What the leader of the clerk's side signed today, recorded and not yet confirmed."""
    kind = act.partition(".")[0]
    one = story.refresh() if kind == "meeting" else Minutes.objects.get(pk=story.minutes.pk)
    side = by.partition("_")[0]
    given = {
        "signer": story.office.people[f"{side}_leader"], "signed_on": clock.today(), kind: one,
        **({} if "scan" in more else {"scan": scan(story, by)}), **more,
    }  # fmt: skip
    return record_paper(act=act, **given, **story.someone(by))
