"""The stages in which topics are proposed, gathered, asked about and put on the list."""

from datetime import timedelta
from typing import Any

from apps.meetings.topic_list import services as topic_list_services
from apps.topics.consultations import services as consultations_services
from apps.topics.lifecycle import CONSULTATION, TOPIC
from apps.topics.models import Topic
from apps.topics.proposing import services as proposing_services
from apps.topics.screening import services as screening_services
from kernel import clock
from kernel.lifecycle.engine import take
from kernel.workcalendar.rules import plus_months
from roads.papers import paper
from roads.road import Road
from roads.texts import Topic as TopicText


class Collecting(Road):
    """From the first proposal to the list that both sides consent to."""

    def _proposed(self) -> None:
        for text in self.chosen:
            self.topics[text.key] = self._propose(text)

    def _propose(self, text: TopicText) -> Topic:
        topic = self._draft_topic(text)
        if text.co_proposer:
            take(TOPIC, "confirm_joint", topic_id=topic.pk, **self.speaker(text.co_proposer))
        return take(TOPIC, "submit", topic_id=topic.pk, **self.speaker(text.proposer))

    def _draft_topic(self, text: TopicText) -> Topic:
        units, who = self.office.units, self.speaker(text.proposer)
        reports = self.papers and text is self.chosen[0] and not text.is_briefing
        name = self.sentences.research_report
        return proposing_services.draft_topic(
            origin=text.origin,
            main_side=text.main_side,
            proposer=units[text.proposer],
            co_proposer=units[text.co_proposer] if text.co_proposer else None,
            research_files=[paper(name, text.title, text.research, **who)] if reports else None,
            **self.file_of(text),
            **who,
        )

    def file_of(self, text: TopicText) -> dict[str, Any]:
        """Return what a unit writes about its topic."""
        units = self.office.units
        words = ("title", "category", "category_reason", "background", "research", "argumentation", "proposed_decision")
        return {word: getattr(text, word) for word in words} | {
            "suggested_lead": units[text.lead],
            "suggested_supporting": [units[key] for key in text.supporting],
            "suggested_due_on": plus_months(self.meeting_on, text.months) if text.months else None,
        }

    def draft_besides(self, text: TopicText) -> Topic:
        """Draft a topic that is not one of the chosen: it comes and goes by a turn of its own."""
        self.besides[text.key] = self._draft_topic(text)
        return self.besides[text.key]

    def clerk_of(self, text: TopicText) -> dict[str, Any]:
        """Return the clerk of the side that leads a topic, acting now."""
        return self.someone(f"{text.main_side or text.origin}_clerk")

    def _aggregated(self) -> None:
        for text in self.chosen:
            take(TOPIC, "aggregate", topic_id=self.topics[text.key].pk, **self.clerk_of(text))

    def _consulting(self) -> None:
        for text in self.chosen:
            if text.replies:
                consultations_services.consult_on_topic(
                    topic_id=self.topics[text.key].pk,
                    units=[self.office.units[reply.unit] for reply in text.replies],
                    reply_by=clock.today() + timedelta(days=10),
                    **self.clerk_of(text),
                )

    def _prepared(self) -> None:
        for text in self.chosen:
            if text.replies:
                self._replies(text)
                take(TOPIC, "finish_consultation", topic_id=self.topics[text.key].pk, **self.clerk_of(text))

    def _replies(self, text: TopicText) -> None:
        asked = {row.unit_id: row for row in self.topics[text.key].consultations.all()}
        for reply in text.replies:
            row = asked[self.office.units[reply.unit].pk]
            consultations_services.reply_to_consultation(
                consultation_id=row.pk, reply=reply.stance, text=reply.text, **self.speaker(reply.unit)
            )
            if reply.stance == "disagree" and reply.coordination:
                consultations_services.coordinate_disagreement(
                    consultation_id=row.pk, coordination=reply.coordination, **self.clerk_of(text)
                )
            elif reply.stance == "disagree":
                take(CONSULTATION, "print_dissent", consultation_id=row.pk, **self.clerk_of(text))

    def _settled(self) -> None:
        if self.extraordinary:
            self._name_topics()
            return
        for text in self.chosen:
            screening_services.table_topic(topic_id=self.topics[text.key].pk, **self.someone("union_clerk"))
        topic_list_services.settle_list(meeting_id=self.meeting.pk, **self.someone("union_clerk"))
        topic_list_services.settle_list(meeting_id=self.meeting.pk, **self.someone("gov_clerk"))

    def _name_topics(self) -> None:
        """Both offices name the topics of an extraordinary meeting; there was no collection (R6.12)."""
        named = [Topic.objects.get(pk=self.topics[text.key].pk) for text in self.chosen]
        words = {"reason": self.pick(self.texts.extraordinary_grounds, "ground").text, "topics": named}
        for office in ("union_clerk", "gov_clerk"):
            topic_list_services.skip_collection(meeting_id=self.meeting.pk, **words, **self.someone(office))
