"""Rows of a meeting's people, topics and items go into the meeting that they name by its ordinal."""

from collections.abc import Mapping

from apps.history.workbook.rows import Row, Rows
from apps.history.workbook.sheets import (
    CONSULTATIONS,
    CONVENERS,
    DEVIATIONS,
    EXPLANATIONS,
    EXTENSIONS,
    LETTERS,
    MEETINGS,
    PACKAGE,
    PARTS,
    PEOPLE,
    PLANS,
    PREPARATIONS,
    PUBLICITY,
    RECEIPTS,
    RESOLUTIONS,
    RULES,
    TOPICS,
    UNITS,
)
from kernel.canonical import Plain

#: Rows that belong to an agreed item.
OF_ITEMS = (("parts", PARTS), ("extensions", EXTENSIONS), ("letters", LETTERS))
#: Rows that belong to no meeting.
STANDING_ALONE = (
    ("units", UNITS), ("work_rules", RULES), ("year_plans", PLANS), ("year_explanations", EXPLANATIONS),
)  # fmt: skip


def nest(rows: Mapping[str, Rows], faults: list[str]) -> tuple[Plain, dict[str, str]]:
    """The package's words, and the cell of each; rows that belong nowhere are faults."""
    return _Nesting(rows, faults).nest()


class _Nesting:
    """A package being put together."""

    def __init__(self, rows: Mapping[str, Rows], faults: list[str]) -> None:
        self.rows, self.faults = rows, faults
        self.cells: dict[str, str] = {}
        #: Meetings by ordinal and topics by ordinal and number, each with its place in the package.
        self.meetings: dict[object, tuple[str, Plain]] = {}
        self.topics: dict[object, tuple[str, Plain]] = {}

    def nest(self) -> tuple[Plain, dict[str, str]]:
        value = self._package()
        for word, label in STANDING_ALONE:
            if self.rows[label]:
                value[word] = [self._placed(row, f"{word}[{n}]") for n, row in enumerate(self.rows[label], start=1)]
        if self.rows[MEETINGS]:
            value["meetings"] = [self._meeting(row, n) for n, row in enumerate(self.rows[MEETINGS], start=1)]
        for row in self.rows[CONVENERS]:
            self._convener(row)
        for row in self.rows[PEOPLE]:
            self._person(row)
        for row in self.rows[TOPICS]:
            self._topic(row)
        for row in self.rows[RESOLUTIONS]:
            self._resolution(row)
        for row in self.rows[PUBLICITY]:
            self._publicity(row)
        for row in self.rows[DEVIATIONS]:
            self._deviation(row, value.get("work_rules", []))
        for row in self.rows[PREPARATIONS]:
            self._preparation(row)
        for row in self.rows[RECEIPTS]:
            self._receipt(row)
        for row in self.rows[CONSULTATIONS]:
            self._consultation(row)
        for word, label in OF_ITEMS:
            for row in self.rows[label]:
                self._of_item(row, word)
        return value, self.cells

    def _package(self) -> Plain:
        rows = self.rows[PACKAGE]
        if not rows:
            self.faults.append(f"sheet {PACKAGE}: is missing or empty.")
            return {}
        self.faults += [f"{row.place}: a workbook is of one government." for row in rows[1:]]
        return self._placed(rows[0], "")

    def _placed(self, row: Row, base: str, *belonging: str) -> Plain:
        self.cells |= row.cells(base)
        return row.without(*belonging)

    def _meeting(self, row: Row, position: int) -> Plain:
        base = f"meetings[{position}]"
        found = self._placed(row, base)
        ordinal = row.values.get("ordinal")
        if ordinal in self.meetings:
            self.faults.append(f"{row.place}: the meeting {ordinal} stands in another row already (R4.10).")
        self.meetings[ordinal] = (base, found)
        return found

    def _owner(self, row: Row) -> tuple[str, Plain] | None:
        owner = self.meetings.get(row.values.get("ordinal"))
        if owner is None:
            self.faults.append(f"{row.place}: sheet {MEETINGS} has no meeting {row.values.get('ordinal', '')}.")
        return owner

    def _convener(self, row: Row) -> None:
        owner, slot = self._owner(row), row.values.get("slot")
        if owner is None:
            return
        base, meeting = owner
        conveners = meeting.setdefault("conveners", {})
        if not isinstance(slot, str) or slot in conveners:
            self.faults.append(f"{row.place}: a slot is filled once in a meeting, and named.")
            return
        conveners[slot] = self._placed(row, f"{base}.conveners.{slot}", "ordinal", "slot")

    def _person(self, row: Row) -> None:
        owner = self._owner(row)
        if owner is None:
            return
        base, meeting = owner
        people = meeting.setdefault("attendance", [])
        if not isinstance(people, list):
            self.faults.append(f"{row.place}: give the names of those who came, or their numbers in sheet {MEETINGS}.")
            return
        people.append(self._placed(row, f"{base}.attendance[{len(people) + 1}]", "ordinal"))

    def _topic(self, row: Row) -> None:
        owner = self._owner(row)
        if owner is None:
            return
        base, meeting = owner
        topics = meeting.setdefault("topics", [])
        place = f"{base}.topics[{len(topics) + 1}]"
        key = (row.values.get("ordinal"), row.values.get("number"))
        if key in self.topics:
            self.faults.append(f"{row.place}: the meeting {key[0]} has a topic {key[1]} already.")
        topics.append(self._placed(row, place, "ordinal", "number"))
        self.topics[key] = (place, topics[-1])

    def _resolution(self, row: Row) -> None:
        key = (row.values.get("ordinal"), row.values.get("number"))
        owner = self.topics.get(key)
        if owner is None:
            self.faults.append(f"{row.place}: sheet {TOPICS} has no topic {key[1]} of the meeting {key[0]}.")
            return
        base, topic = owner
        rows = topic.setdefault("resolutions", [])
        rows.append(self._placed(row, f"{base}.resolutions[{len(rows) + 1}]", "ordinal", "number"))

    def _deviation(self, row: Row, rules: list[Plain]) -> None:
        number = row.values.get("document_number")
        for position, rule in enumerate(rules, start=1):
            if rule.get("document_number") == number:
                rows = rule.setdefault("deviations", [])
                place = f"work_rules[{position}].deviations[{len(rows) + 1}]"
                rows.append(self._placed(row, place, "document_number"))
                return
        self.faults.append(f"{row.place}: sheet {RULES} has no rule {number}.")

    def _preparation(self, row: Row) -> None:
        owner = self._owner(row)
        if owner is not None:
            base, meeting = owner
            rows = meeting.setdefault("preparations", [])
            rows.append(self._placed(row, f"{base}.preparations[{len(rows) + 1}]", "ordinal"))

    def _receipt(self, row: Row) -> None:
        owner = self._owner(row)
        if owner is not None:
            base, meeting = owner
            rows = meeting.setdefault("notice", {}).setdefault("receipts", [])
            rows.append(self._placed(row, f"{base}.notice.receipts[{len(rows) + 1}]", "ordinal"))

    def _consultation(self, row: Row) -> None:
        key = (row.values.get("ordinal"), row.values.get("number"))
        owner = self.topics.get(key)
        if owner is None:
            self.faults.append(f"{row.place}: sheet {TOPICS} has no topic {key[1]} of the meeting {key[0]}.")
            return
        base, topic = owner
        rows = topic.setdefault("consultations", [])
        rows.append(self._placed(row, f"{base}.consultations[{len(rows) + 1}]", "ordinal", "number"))

    def _of_item(self, row: Row, word: str) -> None:
        """A part, an extension or a letter goes to the item that its three numbers name."""
        ordinal, number, item = (row.values.get(name) for name in ("ordinal", "number", "item"))
        base, topic = self.topics.get((ordinal, number), ("", {}))
        items = topic.get("resolutions", [])
        if not isinstance(item, int) or not 1 <= item <= len(items):
            said = f"has no item {item} of the topic {number} of the meeting {ordinal}."
            self.faults.append(f"{row.place}: sheet {RESOLUTIONS} {said}")
            return
        rows = items[item - 1].setdefault(word, [])
        place = f"{base}.resolutions[{item}].{word}[{len(rows) + 1}]"
        found = self._placed(row, place, "ordinal", "number", "item")
        if "number_of_letter" in found:
            found["number"] = found.pop("number_of_letter")
        rows.append(found)

    def _publicity(self, row: Row) -> None:
        owner = self._owner(row)
        if owner is None:
            return
        base, meeting = owner
        rows = meeting.setdefault("publicity", [])
        rows.append(self._placed(row, f"{base}.publicity[{len(rows) + 1}]", "ordinal"))
