"""A meeting told as its own rule wants it: whoever the rule names acts, in the order it names (Arts. 4 to 11)."""

from typing import Any

from apps.followups.items import services as followups
from apps.meetings.attendance import services as attendance
from apps.meetings.convening import services as convening_services
from apps.meetings.models import Attendance
from apps.meetings.notice import services as notice_services
from apps.meetings.topic_list import services as topic_list_services
from apps.minutes import services as minutes
from apps.minutes.lifecycle import MINUTES
from apps.topics.screening import services as screening_services
from apps.workrules.binding import binding_rule
from apps.workrules.parameters import RuleParameters
from kernel import clock
from kernel.lifecycle.engine import take, verb_of
from kernel.schema import inside
from tenants.governments.models import Government
from tests.cast import MEETING_ON, an_office
from tests.memory import RememberedStory
from tests.road import Road
from tests.workrules.elsewhere import CODE, issue
from vocabulary.roles import other_side


class RuledRoad(Road):
    """The road of a module whose government has issued such a rule; topics of these sides are brought."""

    def __init__(self, *origins: str, code: str = CODE, **values: str) -> None:
        self.government = Government.objects.get(code=code)
        with inside(self.government):
            office = an_office(code)
            issue(office, **values)
            suitable = [text for text in office.texts.topics if text.resolutions]
            chosen = [next(text for text in suitable if text.origin == origin) for origin in origins]
            self.story = AnyStory(office, MEETING_ON, chosen)
            self.begin_here()


class AnyStory(RememberedStory):
    """The same road under any rule; what the rule leaves out is left out."""

    @property
    def rule(self) -> RuleParameters:
        return binding_rule(self.refresh())

    def _drafted(self) -> None:
        side = binding_rule(day=clock.today()).requested_by
        asking = "union" if side == "either" else side
        self.meeting = convening_services.draft_meeting(**self.plan(), **self.someone(f"{asking}_clerk"))

    def _requested(self) -> None:
        side = self.meeting.requesting_side
        convening_services.request_meeting(meeting_id=self.meeting.pk, **self.someone(f"{side}_leader"))

    def _accepted(self) -> None:
        if self.refresh().state == "requested":
            side = other_side(self.meeting.requesting_side)
            convening_services.accept_meeting(meeting_id=self.meeting.pk, **self.someone(f"{side}_leader"))

    def _settled(self) -> None:
        if self.extraordinary:
            super()._settled()
            return
        for text in self.chosen:
            screening_services.table_topic(topic_id=self.topics[text.key].pk, **self.someone("union_clerk"))
        key, rule = {"meeting_id": self.meeting.pk}, self.rule
        match rule.topic_settlement:
            case "gov_leader":
                topic_list_services.settle_by_leader(**key, **self.someone("gov_leader"))
            case "chain":
                for checker in rule.topic_settlement_chain:
                    topic_list_services.check_list(**key, **self.someone(checker))
            case _:
                for office in ("union_clerk", "gov_clerk"):
                    topic_list_services.settle_list(**key, **self.someone(office))

    def presider(self) -> Attendance:
        """Whom the rule wants in the chair; the head of the government is put on the list where nobody is there."""
        rule, listed = self.rule, self.meeting.attendances.listed()
        if rule.presider_rule in {"principal_required", "jointly"}:
            return self.invited("巴特尔", "旗长")
        if rule.presider_rule == "named_title":
            return self.invited("乌云", rule.presider_title)
        side = "union" if rule.presider_rule == "union_chair" else "gov"
        found = listed.filter(slot=f"chief_convener_{side}").first() or listed.filter(side=side, capacity="member")
        return found if isinstance(found, Attendance) else found.first() or self.invited("那顺", "副主席", side)

    def second(self) -> Attendance | None:
        """Who presides for the union beside the head of the government, where the rule has both sides preside."""
        if self.rule.presider_rule != "jointly":
            return None
        chief = self.meeting.attendances.listed().filter(slot="chief_convener_union").first()
        return chief or self.invited("那顺", "总工会主席", "union")

    def invited(self, name: str, title: str, side: str = "gov") -> Attendance:
        unit = "土默特左旗人民政府" if side == "gov" else "土默特左旗总工会"
        given = {"name": name, "title": title, "unit_name": unit, "capacity": "member", "reason": "另行增加"}
        row: Attendance = attendance.invite(meeting=self.refresh(), **given, **self.someone(f"{side}_clerk"))
        return row

    def announced(self, presider: Attendance) -> dict[str, Any]:
        """What a notice says."""
        return {
            "starts_at": clock.at_hour(self.meeting_on, 9, 30),
            "venue": self.pick(self.texts.venues, "venue"),
            "contact": self.office.texts.telephone,
            "presider": presider,
            "co_presider": self.second(),
        }

    def _noticed(self) -> None:
        presider = self.presider()
        for side in ("gov", "union"):
            if not self.meeting.attendances.listed().filter(side=side, capacity="member").exists():
                self.invited(f"{side}成员", "副主席", side)
        issuer = self.rule.notice_issuer
        by = self.someone("gov_clerk" if issuer == "either" else issuer)
        notice_services.issue_notice(meeting_id=self.meeting.pk, **self.announced(presider), **by)

    def _office(self, named: str) -> dict[str, Any]:
        return self.someone("union_clerk" if named == "either" else named)

    def _minutes_drafted(self) -> None:
        self.minutes = minutes.draft_minutes(meeting=self.refresh(), **self._office(self.rule.minutes_drafter))

    def _union_review(self) -> None:
        asked = {str(unit.pk): unit for unit in self.office.units.values()}
        for row in self.minutes.countersigns:
            minutes.countersign(
                minutes_id=self.minutes.pk, by=self.office.speaker_of(asked[row["unit"]]), at=clock.now()
            )
        take(MINUTES, "submit_to_union", minutes_id=self.minutes.pk, **self._office(self.rule.minutes_drafter))

    def _gov_review(self) -> None:
        """Nothing of its own: whoever comes first in the chain approves with the others."""

    def _approved(self) -> None:
        approve = {"union": verb_of(MINUTES, "approve_for_union"), "gov": verb_of(MINUTES, "approve_for_government")}
        for side in self.rule.minutes_approval_chain:
            approve[side](minutes_id=self.minutes.pk, **self.someone(f"{side}_leader"))

    def _following_up(self) -> None:
        minutes.issue_minutes(minutes_id=self.minutes.pk, **self._office(self.rule.minutes_issuer))

    def _checked(self) -> None:
        chain = self.rule.followup_close_chain
        for item, text in self._items(finished=True):
            key = {"agreed_item_id": item.pk}
            if len(chain) > 1:
                followups.check_item(**key, effect=text.effect, **self.someone(chain[0]))
            else:
                followups.close_out_item(**key, effect=text.effect, **self.someone(chain[0]))

    def _closed_out(self) -> None:
        chain = self.rule.followup_close_chain
        for item, _text in self._items(finished=True) if len(chain) > 1 else ():
            followups.close_out_item(agreed_item_id=item.pk, **self.someone(chain[-1]))
