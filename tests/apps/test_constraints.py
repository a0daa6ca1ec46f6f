"""The database itself refuses what no verb would write: every check constraint of every table, tried directly."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils import timezone

from apps.documents.file_services import attach, store_file
from apps.documents.models import IssuedDocument, NumberWord
from apps.documents.number_services import set_number_word
from apps.followups.extensions.services import request_extension
from apps.followups.letters.services import issue_letter
from apps.followups.models import AgreedItem, Explanation, Extension, Letter
from apps.history.models import HistoryImport
from apps.levels.supervision.models import ArrivedLetter, SentLetter
from apps.meetings.models import AgendaItem, Attendance, Meeting
from apps.minutes.lifecycle import PUBLICITY
from apps.minutes.models import Minutes, PublicityItem
from apps.minutes.publicity.services import draft_publicity
from apps.organizations.accounts.token_services import issue_token
from apps.organizations.models import Delegation, Handover, OfficerMandate
from apps.papers.models import PaperApproval
from apps.workrules.services import draft_rule
from apps.years.models import YearExplanation, YearPlan
from kernel.lifecycle.engine import take
from kernel.schema import AppendOnly
from tests import between
from tests.deputies import delegation, handover, provided, signed_paper
from tests.documents import made_files
from tests.history.uploads import uploaded
from tests.road import Road
from tests.years.told import explained, planned

NOW = timezone.now()
DAY = timedelta(days=1)
#: constraint: (stage at which such a row exists, what is written to it)
BROKEN: dict[str, tuple[str, dict[str, Any]]] = {
    "number_word_not_empty": ("drafted", {"word": ""}),
    "unit_kind_fits_side": ("drafted", {"kind": "department", "side": "union"}),
    "one_side_per_account": ("drafted", {"side": "none"}),
    "closed_account_is_out_of_use": ("drafted", {"is_active": False}),
    "unit_closed_iff_dated": ("drafted", {"state": "closed"}),
    "nobody_is_superuser": ("drafted", {"is_superuser": True}),
    "slot_of_own_side": ("drafted", {"slot": "convener_gov", "side": "union"}),
    "term_ends_after_start": ("drafted", {"ends_on": F("starts_on") - DAY}),
    "membership_ends_after_start": ("drafted", {"ended_on": F("since") - DAY}),
    "delegation_dates_in_order": ("drafted", {"ends_on": F("starts_on") - DAY}),
    "delegated_to_another": ("drafted", {"delegate": F("grantor")}),
    "delegation_names_acts": ("drafted", {"acts": []}),
    "revoked_iff_dated": ("drafted", {"revoked_at": NOW}),
    "handover_of_post_or_unit": ("drafted", {"post": None}),
    "mandate_dates_in_order": ("drafted", {"ends_on": F("starts_on") - DAY}),
    "mandate_revoked_iff_dated": ("drafted", {"revoked_at": NOW}),
    "mandate_has_document": ("drafted", {"document_number": ""}),
    "imported_meeting_is_past": ("drafted", {"imported": True}),
    "principal_leader_has_ground": ("drafted", {"principal_leader": "苏和", "principal_leader_ground": ""}),
    "extraordinary_has_ground": ("drafted", {"kind": "extraordinary"}),
    "issued_rule_has_document": ("drafted", {"state": "issued"}),
    "repealed_iff_dated": ("drafted", {"repealed_on": "2026-01-01"}),
    "effective_not_before_issue": ("drafted", {"issued_on": "2026-02-02", "effective_on": "2026-02-01"}),
    "repealed_not_before_effect": (
        "drafted",
        {
            "state": "repealed",
            "document_number": "1号",
            "issued_on": "2026-02-02",
            "effective_on": "2026-02-02",
            "repealed_on": "2026-02-01",
        },
    ),
    "plan_has_document_and_clause": ("drafted", {"clause": ""}),
    "plan_not_after_its_year": ("drafted", {"issued_on": "2027-01-01"}),
    "explained_years_in_order": ("drafted", {"first_year": F("year") + 1}),
    "explanation_says_something": ("drafted", {"text": ""}),
    "explanation_confirmed_iff_dated": ("drafted", {"confirmed_at": NOW}),
    "import_confirmed_iff_dated": ("drafted", {"confirmed_at": NOW}),
    "faulty_import_names_faults": ("drafted", {"state": "faulty"}),
    "token_expires_later": ("drafted", {"expires_at": F("created_at")}),
    "convener_has_account": ("requested", {"holder": None}),
    "requested_iff_dated": ("requested", {"requested_at": None}),
    "sent_iff_numbered": ("requested", {"sent_at": None}),
    "letter_closed_iff_dated": ("requested", {"closed_at": NOW}),
    "letter_progress_in_percent": ("requested", {"percentage": 101}),
    "letter_way_fits_kind": ("requested", {"state": "replied"}),
    "paper_about_one_object": ("requested", {"meeting": None}),
    "paper_of_one_side": ("requested", {"side": "none"}),
    "confirmed_by_another": ("requested", {"confirmed_at": NOW}),
    "joint_has_main_side_and_partner": ("proposed", {"origin": "joint", "main_side": None}),
    "source_of_union_topics": (
        "proposed",
        {"origin": "gov", "main_side": None, "co_proposer": None, "source": "department"},
    ),
    "other_category_has_reason": ("proposed", {"category": "other", "category_reason": ""}),
    "decided_iff_outcome": ("proposed", {"decided_at": NOW}),
    "screened_out_with_reason": ("aggregated", {"screening": "deferred", "reason": ""}),
    "replied_iff_answer": ("consulting", {"reply": "agree"}),
    "four_parts": ("settled", {"part": 5}),
    "guests_have_no_side": ("settled", {"capacity": "guest", "category": "其他"}),
    "guests_have_category": ("settled", {"capacity": "guest", "side": "none"}),
    "prepared_iff_dated": ("settled", {"state": "done"}),
    "removed_with_reason": ("settled", {"state": "removed"}),
    "leave_has_reason": ("settled", {"state": "on_leave"}),
    "receipt_of_unit_or_person": ("noticed", {"attendance": None, "unit": None}),
    "acknowledged_iff_dated": ("noticed", {"state": "acknowledged"}),
    "noticed_iff_complete": ("noticed", {"venue": ""}),
    "held_iff_dated": ("held", {"held_on": None}),
    "issued_iff_numbered": ("minutes_drafted", {"state": "issued"}),
    "minutes_after_meeting": ("following_up", {"minutes_issued_on": F("held_on") - DAY}),
    "published_iff_dated": ("following_up", {"published_at": None}),
    "published_only_public": ("following_up", {"disclosure": "withheld"}),
    "extended_forwards": ("in_progress", {"new_due_on": F("from_on")}),
    "granted_iff_dated": ("in_progress", {"granted_at": NOW}),
    "refused_with_reason": ("in_progress", {"state": "refused"}),
    "declared_end_only_imported": ("in_progress", {"declared_ended_on": "2026-01-01"}),
    "closed_iff_dated": ("in_progress", {"closed_at": NOW}),
    "terminated_iff_dated": ("in_progress", {"terminated_at": NOW}),
    "due_not_before_original": ("in_progress", {"due_on": F("original_due_on") - DAY}),
    "part_reported_iff_dated": ("in_progress", {"state": "reported"}),
    "explained_in_full": ("in_progress", {"opinion": ""}),
    "letter_to_unit_or_convener": ("in_progress", {"side": "gov"}),
    "received_iff_dated": ("in_progress", {"received_at": NOW}),
    "detached_by_somebody": ("in_progress", {"detached_at": NOW}),
    "reported_with_evidence": ("reported", {"evidence": ""}),
}
#: Append-only rows are never updated: a bad one is inserted.
BAD_NEW: dict[str, dict[str, Any]] = {
    "percentage_in_range": {"percentage": 101},
    "approval_of_one_side": {"side": "none"},
    "files_unless_imported": {"pdf_sha256": ""},
    "stored_file_holds_something": {"size": 0},
}


def checks() -> dict[str, type[models.Model]]:
    """Return every check constraint of the tables inside a government, but the kernel's own."""
    return {
        constraint.name: model
        for model in apps.get_models()
        if model.__module__.startswith("apps.")
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    }


def test_every_check_constraint_is_tried() -> None:
    declared = checks()

    assert set(declared) == set(BROKEN) | set(BAD_NEW)
    assert {name for name, model in declared.items() if issubclass(model, AppendOnly)} == set(BAD_NEW)


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(road: Road, name: str) -> None:
    stage, values = BROKEN[name]
    with road.at(stage) as story:
        _make_rows(name, story)
        rows = checks()[name]._default_manager.all()
        chosen = rows.filter(state="reported") if name == "reported_with_evidence" else rows
        assert chosen.exists()
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            chosen.update(**values)


@pytest.mark.parametrize("name", BAD_NEW)
def test_the_database_refuses_a_new(road: Road, name: str) -> None:
    with road.at("reported") as story:
        _make_rows(name, story)
        row = checks()[name]._default_manager.first()
        assert row is not None
        for column, value in BAD_NEW[name].items():
            setattr(row, column, value)
        row.pk, row._state.adding = type(row)._meta.pk.get_default(), True
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save(force_insert=True)


def _make_rows(name: str, story: Any) -> None:
    """Rows that the story has none of."""
    if checks()[name] is NumberWord:
        set_number_word(series="notice", word="土左政办发", **story.someone("gov_clerk"))
    elif checks()[name]._meta.label == "workrules.WorkRule":
        draft_rule(title="工作规则", **story.someone("gov_clerk"))
    elif checks()[name]._meta.app_label == "documents" and name != "files_unless_imported":
        by = story.someone("union_clerk")
        file = store_file(name="佐证.pdf", content=made_files.pdf(), **by)
        subject = {"subject_kind": "agreed_item", "subject_id": AgreedItem.objects.values_list("pk").first()[0]}
        attach(**subject, purpose="evidence", files=[file], **by)
    elif checks()[name] is Delegation:
        delegation(story)
    elif checks()[name] is PaperApproval:
        signed_paper(story)
    elif checks()[name] is SentLetter:
        between.gone(story)
    elif checks()[name] is ArrivedLetter:
        between.came(story, "referral")
    elif checks()[name] is Handover:
        handover(story)
    elif checks()[name] is OfficerMandate:
        provided(story)
    elif checks()[name] is YearPlan:
        planned(story)
    elif checks()[name] is HistoryImport:
        uploaded(story)
    elif checks()[name] is YearExplanation:
        explained(story)
    elif name == "token_expires_later":
        issue_token(user=story.office.people["gov_clerk"], at=NOW)
    elif checks()[name] is Extension:
        item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()
        later = {"new_due_on": item.due_on + DAY, "reason": "资金年底到位"}
        request_extension(agreed_item_id=item.pk, **later, **story.speaker("hrss"))
    elif checks()[name] is Letter:
        item = AgreedItem.objects.filter(lead_unit=story.office.units["hrss"]).first()
        with story.on(item.due_on + DAY):
            issue_letter(agreed_item_id=item.pk, kind="chase_up", **story.someone("gov_clerk"))
    elif checks()[name] is PublicityItem:
        words = {"title": "会议召开", "channel": "网站", "text": "议定三项。", "disclosure": "public"}
        by = story.someone("union_clerk")
        item = draft_publicity(meeting=story.refresh(), planned_on=NOW.date(), **words, **by)
        take(PUBLICITY, "publish", publicity_item_id=item.pk, **by)
        take(PUBLICITY, "publish", publicity_item_id=item.pk, **story.someone("gov_clerk"))
    elif name == "explained_in_full":
        item = AgreedItem.objects.first()
        words = {"explanation": "说明", "opinion": "意见", "new_date": "2027-01-01", "at": NOW, "by_name": "某人"}
        Explanation.objects.create(item=item, meeting=story.meeting, **words)


@pytest.mark.parametrize("model", [Meeting, Attendance, AgendaItem, Minutes, IssuedDocument])
def test_what_carries_weight_is_not_deleted_with_what_it_hangs_on(model: type[models.Model]) -> None:
    """A deletion of a unit, person or meeting never silently takes a record along."""
    keys = [f for f in model._meta.concrete_fields if isinstance(f, models.ForeignKey)]

    assert all(key.remote_field.on_delete is models.PROTECT for key in keys)
