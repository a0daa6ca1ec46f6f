"""What a package would store: in lines for the operator, and line by line for the page of an upload."""

from collections.abc import Iterator
from datetime import date

from apps.history.package import Package, PastMeeting, PastResolution


def outline(package: Package) -> Iterator[str]:
    """Every object that would be written, those of a meeting below it."""
    for unit in package.units:
        yield f"unit {unit.name}, closed on {unit.closed_on}"
    for rule in package.rules:
        until = f" to {rule.repealed_on}" if rule.repealed_on else ""
        yield f"work rule {rule.title} {rule.document_number}, in force from {rule.effective_on}{until}"
        yield from (f"  deviates in {one.parameter}: {one.value} ({one.reason})" for one in rule.deviations)
    for plan in package.plans:
        yield f"year {plan.year} in the plan {plan.title} {plan.document_number}, {plan.clause}"
    for one in package.explanations:
        yield f"year {one.year} without a meeting, explained on {one.explained_on}: {one.cause}"
    for meeting in package.meetings:
        yield _meeting(meeting)
        yield from (f"  prepared {one.title} ({one.office}) on {one.done_on}" for one in meeting.preparations)
        if meeting.notice:
            signed = len(meeting.notice.receipts)
            yield f"  notice {meeting.notice.number} of {meeting.notice.issued_on}, signed for by {signed} units"
        for topic in meeting.topics:
            yield f"  topic {topic.title} ({topic.origin}, {topic.proposer}): {topic.outcome}"
            yield from (f"    {one.unit} replied on {one.replied_on}: {one.reply}" for one in topic.consultations)
            for row in topic.resolutions:
                yield f"    item {row.text} ({row.lead_unit}), due on {row.due_on}{_end(row)}"
                yield from _trail(row)
        for release in meeting.publicity:
            yield f"  published {release.title} ({release.channel}) on {release.published_on}"


def _meeting(meeting: PastMeeting) -> str:
    came = f"{len(meeting.people)} names" if meeting.people else f"{sum(meeting.counts.values())} people"
    ended = sum(row.ended_on is not None for row in meeting.resolutions)
    minutes = f"minutes {meeting.minutes_number} of {meeting.minutes_on}" if meeting.minutes_on else "no minutes"
    return (
        f"meeting {meeting.ordinal} ({meeting.kind}) held on {meeting.held_on}: {came}, "
        f"{len(meeting.topics)} topics, {len(meeting.resolutions)} items of which {ended} ended, {minutes}"
    )


def _trail(row: PastResolution) -> Iterator[str]:
    for part in row.parts:
        yield f"      part of {part.unit}, due on {part.due_on}: {part.text}"
    for granted in row.extensions:
        yield f"      extended to {granted.new_due_on} on {granted.granted_on}: {granted.reason}"
    for letter in row.letters:
        received = f", received on {letter.received_on}" if letter.received_on else ""
        yield f"      {letter.kind} {letter.number} of {letter.issued_on}{received}"


def _end(row: PastResolution) -> str:
    if row.closed_on:
        return f", closed on {row.closed_on}"
    return f", terminated on {row.terminated_on}: {row.reason}" if row.terminated_on else ", open"


#: How deep a line stands, what kind of thing it is about, and the file's own words.
Line = tuple[int, str, str]


def lines(package: Package) -> Iterator[Line]:
    """Every object that would be written, in the file's own words; what the kinds are called is the page's matter."""
    yield from ((0, "unit", _joined(one.name, one.closed_on)) for one in package.units)
    for rule in package.rules:
        yield 0, "work_rule", _joined(rule.title, rule.document_number, rule.effective_on, rule.repealed_on)
        yield from ((1, "deviation", _joined(one.parameter, one.value, one.reason)) for one in rule.deviations)
    for plan in package.plans:
        yield 0, "year_plan", _joined(plan.year, plan.title, plan.document_number, plan.clause)
    yield from ((0, "year_explanation", _joined(one.year, one.text, one.explained_on)) for one in package.explanations)
    for meeting in package.meetings:
        yield from _lines_of_meeting(meeting)


def _lines_of_meeting(meeting: PastMeeting) -> Iterator[Line]:
    yield 0, "meeting", _joined(f"〔{meeting.ordinal}〕", meeting.held_on, meeting.venue, meeting.presider)
    if meeting.notice:
        yield 1, "notice", _joined(meeting.notice.number, meeting.notice.issued_on)
        yield from ((2, "notice_receipt", _joined(one.unit, one.acknowledged_on)) for one in meeting.notice.receipts)
    yield from ((1, "preparation_item", _joined(one.title, one.done_on)) for one in meeting.preparations)
    yield from ((1, "convener", _joined(one.name, one.title)) for one in meeting.conveners)
    yield from ((1, "attendance", _joined(one.name, one.unit, one.title)) for one in meeting.people)
    for topic in meeting.topics:
        yield 1, "topic", _joined(topic.title, topic.proposer, topic.outcome_note)
        yield from ((2, "consultation", _joined(one.unit, one.text, one.replied_on)) for one in topic.consultations)
        for row in topic.resolutions:
            yield from _lines_of_item(row)
    if meeting.minutes_on:
        yield 1, "minutes", _joined(meeting.minutes_number, meeting.minutes_on)
    yield from ((1, "publicity_item", _joined(one.title, one.channel, one.published_on)) for one in meeting.publicity)


def _lines_of_item(row: PastResolution) -> Iterator[Line]:
    yield 2, "agreed_item", _joined(row.text, row.lead_unit, row.due_on, row.ended_on)
    yield from ((3, "supporting_part", _joined(one.unit, one.text, one.due_on)) for one in row.parts)
    yield from ((3, "extension", _joined(one.new_due_on, one.reason)) for one in row.extensions)
    yield from ((3, "letter", _joined(one.number, one.issued_on, one.received_on)) for one in row.letters)


def _joined(*words: str | int | date | None) -> str:
    return "　".join(str(word) for word in words if word)
