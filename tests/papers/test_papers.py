"""Paper approvals: a leader signed on paper, one clerk records it, another confirms it, and the record says so."""

from datetime import timedelta

import pytest

from apps.documents.file_services import store_file
from apps.documents.models import Attachment
from apps.documents.selectors import files_visible_to
from apps.meetings.convening import services as convening_services
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES
from apps.minutes.models import Minutes
from apps.organizations.models import OfficeTerm, User
from apps.papers import refusals
from apps.papers.lifecycle import PAPER
from apps.papers.models import PaperApproval
from apps.papers.selectors import visible_to
from apps.papers.services import confirm_paper, withdraw_paper
from apps.waiting.todos import waiting_for
from kernel import clock
from kernel.audit.models import AuditEntry
from kernel.lifecycle.engine import take
from kernel.lifecycle.permission import available
from kernel.refusals import MissingField, WrongRole, WrongSide, WrongState
from roads.story import Story
from tests.deputies import scan
from tests.deputies import signed_paper as record
from tests.documents import made_files
from tests.road import refused

pytestmark = pytest.mark.rule("R4.7")


def confirm(story: Story, paper: PaperApproval, by: str = "gov_clerk_2") -> PaperApproval:
    return confirm_paper(paper_approval_id=paper.pk, **story.someone(by))


def test_recording_alone_does_nothing(road):
    with road.at("requested") as story:
        paper = record(story)
        assert paper.state == "recorded"
        assert paper.signer_post == OfficeTerm.objects.get(holder=paper.signer).post.title
        assert story.refresh().state == "requested"


def test_on_confirmation_the_act_is_carried_out_in_the_signers_name(road):
    with road.at("requested") as story:
        paper = confirm(story, record(story))
        meeting, people = story.refresh(), story.office.people
        assert (paper.state, paper.confirmed_by.username) == ("confirmed", "gov_clerk_2")
        assert (meeting.state, meeting.accepted_by.username) == ("accepted", "gov_leader")
        entry = AuditEntry.objects.get(what="meeting.accept")
        names = f"{people['gov_clerk'].name}登记，{people['gov_clerk_2'].name}核对"
        assert entry.actor_id == people["gov_leader"].pk
        assert entry.actor_name == f"{people['gov_leader'].name}（纸质签批，{clock.today():%Y-%m-%d}；{names}）"
        assert entry.changes["under"]["kind"] == "paper"
        assert entry.changes["under"]["id"] == str(paper.pk)
        assert entry.changes["under"]["scan"] == paper.scan.sha256


def test_the_scan_hangs_on_the_paper_and_is_read_by_who_reads_it(road):
    with road.at("requested") as story:
        paper = record(story)
        assert Attachment.objects.get(file=paper.scan).subject_id == paper.pk


def test_a_refusal_with_its_reason_is_signed_on_paper_too(road):
    with road.at("requested") as story:
        with refused(MissingField, "R4.7", fields=("words",)):
            record(story, "meeting.decline")
        confirm(story, record(story, "meeting.decline", words="时机尚不成熟"))
        assert (story.refresh().state, story.refresh().reason) == ("declined", "时机尚不成熟")


def test_another_date_proposed_on_paper_names_it(road):
    with road.at("requested") as story:
        with refused(MissingField, "R4.7", fields=("proposed_on",)):
            record(story, "meeting.propose_other_date", words="当日另有会议")
        later = story.refresh().planned_on + timedelta(days=7)
        confirm(story, record(story, "meeting.propose_other_date", words="当日另有会议", proposed_on=later))
        assert story.refresh().counter_date == later


def test_the_second_person_finds_it_on_the_desk_and_the_first_does_not(road):
    with road.at("requested") as story:
        paper = record(story)
        waiting = {
            name: [todo.id for todo in waiting_for(User.objects.get(username=name)) if todo.kind == PAPER.name]
            for name in ("gov_clerk", "gov_clerk_2", "gov_leader", "union_clerk")
        }
        assert waiting == {"gov_clerk": [], "gov_clerk_2": [paper.pk], "gov_leader": [], "union_clerk": []}


def test_the_other_side_sees_a_paper_only_once_it_is_confirmed(road):
    with road.at("requested") as story:
        paper, other = record(story), story.office.people["union_clerk"]
        assert not visible_to(other).filter(pk=paper.pk).exists()
        assert not files_visible_to(other).filter(pk=paper.scan_id).exists()
        confirm(story, paper)
        assert files_visible_to(other).filter(pk=paper.scan_id).exists()
        assert visible_to(other).filter(pk=paper.pk).exists()


# --- what is refused ----------------------------------------------------------------------------------------------


def test_nobody_confirms_what_he_recorded(road):
    with road.at("requested") as story:
        paper = record(story)
        with refused(refusals.OwnRecording):
            confirm(story, paper, "gov_clerk")
        assert "confirm" not in {row.name for row in available(PAPER, paper, story.office.people["gov_clerk"])}


def test_each_side_confirms_its_own(road):
    with road.at("requested") as story:
        paper = record(story)
        with refused(WrongSide, "R4.7"):
            confirm(story, paper, "union_clerk")
        with refused(WrongRole, "R4.7"):
            confirm(story, paper, "gov_leader")


@pytest.mark.rule("R1.3")
def test_each_side_records_its_own_leaders(road):
    with road.at("requested") as story, refused(refusals.SignerOfOtherSide, fields=("signer",)):
        record(story, signer=story.office.people["union_leader"])


@pytest.mark.rule("R4.4")
def test_the_signer_was_a_leader_in_post_on_the_day(road):
    with road.at("requested") as story:
        with refused(refusals.SignerNotInPost, fields=("signer",)):
            record(story, signer=story.office.people["gov_clerk_2"])
        OfficeTerm.objects.filter(holder=story.office.people["gov_leader"]).update(
            ends_on=clock.today() - timedelta(days=1)
        )
        with refused(refusals.SignerNotInPost, fields=("signer",)):
            record(story)


@pytest.mark.rule("R4.4")
def test_an_act_of_the_other_sides_leader_is_not_recorded(road):
    with road.at("requested") as story, refused(refusals.SignerNotInPost, fields=("signer",)):
        record(story, "meeting.request")


def test_nobody_signed_tomorrow(road):
    with road.at("requested") as story, refused(refusals.SignedInFuture, fields=("signed_on",)):
        record(story, signed_on=clock.today() + timedelta(days=1))


@pytest.mark.rule("R9.3")
def test_nobody_signed_before_the_text_stood_so(road):
    with road.at("requested") as story, refused(refusals.SignedBeforeText, fields=("signed_on",)):
        record(story, signed_on=clock.today() - timedelta(days=1))


def test_one_sheet_serves_one_paper_unless_both_say_that_it_covers_several(road):
    with road.at("requested") as story:
        sheet = made_files.pdf(after=b"% one sheet")
        copies = [store_file(name="签批单.pdf", content=sheet, **story.someone("gov_clerk")) for _ in range(3)]
        first = record(story, scan=copies[0])
        decline = {"scan": copies[1], "words": "不同意"}
        with refused(refusals.ScanServesOnce, fields=("scan",)):
            record(story, "meeting.decline", **decline)
        with refused(refusals.ScanServesOnce, fields=("scan",)):
            record(story, "meeting.decline", covers_several=True, **decline)
        withdraw_paper(paper_approval_id=first.pk, reason="登记有误", **story.someone("gov_clerk"))
        record(story, scan=copies[1], covers_several=True)
        assert record(story, "meeting.decline", covers_several=True, scan=copies[2], words="不同意").covers_several


def test_the_refusal_names_the_other_paper(road):
    with road.at("requested") as story:
        scan_of = store_file(name="签批单.pdf", content=made_files.pdf(), **story.someone("gov_clerk"))
        record(story, scan=scan_of)
        with pytest.raises(refusals.ScanServesOnce) as told:
            record(story, "meeting.decline", scan=scan_of, words="不同意")
        assert "会议：同意召开" in str(told.value.sentence)


def test_there_is_no_recording_without_a_scan(road):
    with road.at("requested") as story, refused(MissingField, "R4.7", fields=("scan",)):
        record(story, scan=None)


def test_a_paper_is_about_what_its_act_belongs_to(road):
    with road.at("requested") as story, refused(refusals.NotAboutThis, fields=("act",)):
        record(story, meeting=None)


def test_one_paper_waits_at_a_time(road):
    with road.at("requested") as story:
        paper = record(story)
        with refused(refusals.PaperPending, fields=("act",)):
            record(story, by="gov_clerk_2")
        withdraw_paper(paper_approval_id=paper.pk, reason="扫描不清", **story.someone("gov_clerk_2"))
        assert record(story, by="gov_clerk_2").state == "recorded"


def test_what_is_no_longer_possible_is_not_recorded(road):
    with road.at("requested") as story:
        convening_services.accept_meeting(meeting_id=story.meeting.pk, **story.someone("gov_leader"))
        with refused(WrongState, "R4.7"):
            record(story)


@pytest.mark.rule("R9.3")
def test_what_happened_in_between_voids_a_paper(road):
    with road.at("requested") as story:
        paper = record(story)
        convening_services.accept_meeting(meeting_id=story.meeting.pk, **story.someone("gov_leader"))
        with refused(refusals.ChangedSinceSigned):
            confirm(story, paper)
        assert PaperApproval.objects.get(pk=paper.pk).state == "recorded"


def test_a_withdrawn_paper_is_not_confirmed(road):
    with road.at("requested") as story:
        paper = record(story)
        with refused(MissingField, "R4.7", fields=("reason",)):
            withdraw_paper(paper_approval_id=paper.pk, reason=" ", **story.someone("gov_clerk"))
        withdraw_paper(paper_approval_id=paper.pk, reason="扫描不清", **story.someone("gov_clerk"))
        with refused(WrongState, "R4.7"):
            confirm(story, paper)


@pytest.mark.parametrize(("by", "refusal"), [("gov_unit", WrongRole), ("gov_leader", WrongRole)])
def test_only_clerks_record(road, by, refusal):
    with road.at("requested") as story, refused(refusal, "R4.7"):
        record(story, by=by, scan=scan(story), signer=story.office.people["gov_leader"])


# --- minutes ------------------------------------------------------------------------------------------------------


@pytest.mark.rule("R9.3")
def test_minutes_signed_on_paper_are_approved_in_the_leaders_name_and_say_so(road):
    with road.at("union_review") as story:
        confirm(story, record(story, "minutes.approve_for_union", by="union_clerk"), "union_clerk_2")
        text = Minutes.objects.get(pk=story.minutes.pk)
        approval = text.approvals.get(side="union")
        assert text.state == "gov_review"
        assert approval.person_id == story.office.people["union_leader"].pk
        assert "（纸质签批，" in approval.person_name
        assert approval.person_name.endswith("核对）")


@pytest.mark.rule("R9.3")
def test_an_edit_in_between_voids_the_signature(road):
    with road.at("union_review") as story:
        paper = record(story, "minutes.approve_for_union", by="union_clerk")
        text = Minutes.objects.get(pk=story.minutes.pk)
        minutes.return_minutes(minutes_id=text.pk, reason="请核对数字", **story.someone("union_leader"))
        sections = [{"topic": row.topic, "text": row.text} for row in text.sections.select_related("topic")]
        words = {"opening": f"{text.opening}。", "sections": sections}
        minutes.edit_minutes(minutes_id=text.pk, **words, **story.someone("union_clerk"))
        take(MINUTES, "submit_to_union", minutes_id=text.pk, **story.someone("union_clerk"))
        with refused(refusals.ChangedSinceSigned):
            confirm(story, paper, "union_clerk_2")
        assert Minutes.objects.get(pk=text.pk).state == "union_review"
