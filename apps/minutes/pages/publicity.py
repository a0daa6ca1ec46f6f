"""A press item: its words, and how both offices stand towards them."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.auditing import timeline
from apps.documents.pages.drafts import shown_drafts
from apps.documents.pages.shown import shown_files
from apps.documents.selectors import attached_to
from apps.meetings.models import Meeting
from apps.minutes.lifecycle import PUBLICITY
from apps.minutes.models import PublicityItem, PublicityState
from apps.minutes.publicity import cautions
from apps.minutes.publicity import selectors as publicity_selectors
from apps.organizations.door.access import person_of
from apps.organizations.models import User
from kinds.registry import kind_at, kind_of, state_label
from vocabulary.disclosure import Disclosure
from web import buttons, pairs
from web.finding import found_or_404
from web.shapes import Shown


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One press item."""
    user = person_of(request)
    item: PublicityItem = found_or_404(kind_at("publicity"), user, key)
    given = pairs.consents_of(item)
    row = PUBLICITY.named("publish")[0]
    offered = buttons.told(PUBLICITY, item, user, given)
    public = item.disclosure == Disclosure.PUBLIC
    context = {
        "item": _head(item),
        "actions": [one for one in offered if public or one["name"] != "publish"],
        "consents": pairs.pair(PUBLICITY, row, item, given) if item.state == PublicityState.DRAFT else None,
        "cautions": cautions.of_publicity(item),
        "drafts": shown_drafts(kind_of(PUBLICITY), item),
        "files": shown_files(attached_to([item.pk]).get(item.pk, [])),
        "entries": timeline.entries_of([item.pk]),
    }
    return render(request, "minutes/publicity.html", context)


def _head(item: PublicityItem) -> Shown:
    return {
        "url": f"/publicity/{item.pk}",
        "title": item.title,
        "state": item.state,
        "state_label": state_label(item),
        "meeting": {"title": str(item.meeting), "url": f"/meetings/{item.meeting_id}"},
        "channel": item.channel,
        "text": item.text,
        "link": item.link,
        "planned_on": item.planned_on,
        "disclosure_label": item.get_disclosure_display(),
        "is_public": item.disclosure == Disclosure.PUBLIC,
        "published_at": item.published_at,
        "imported": item.imported,
        "declared_on": item.declared_on,
    }


def about(meeting: Meeting, user: User) -> Shown:
    """Return the press items of a meeting, and the button that begins another, for the page of its minutes."""
    items = publicity_selectors.publicity_visible_to(user).filter(meeting=meeting)
    return {
        "releases": [_head(one) for one in items],
        "begin": buttons.beginning(PUBLICITY, "draft", user, f"/publicity/new?meeting={meeting.pk}"),
    }
