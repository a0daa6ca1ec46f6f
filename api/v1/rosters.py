"""`POST /rosters`: many units and accounts at once, all or nothing; with `preview` they are only looked at."""

from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from api import openapi
from api.openapi import FLAG, TEXT, Schema
from api.schemas import BASICS
from api.views import View, caller_of, sent
from apps.organizations.accounts.lifecycle import ACCOUNT
from apps.organizations.models import User
from apps.organizations.rosters.checking import Roster, checked
from apps.organizations.rosters.reading import Fault, Raw
from apps.organizations.rosters.services import may_take, take_roster
from apps.organizations.rosters.sheets import OF_ACCOUNTS, OF_UNITS, SHEETS
from apps.organizations.units.lifecycle import UNITS
from kernel import clock
from kernel.canonical import Plain
from kernel.lifecycle.inputs import clean
from kernel.lifecycle.table import Given, Need
from kernel.refusals import Malformed

OF_UNIT = UNITS.named("establish")[0].needs
OF_ACCOUNT = tuple(
    need if need.name != "unit" else Need("unit", _("单位"), required=False, longest=120, help=_("单位全称。"))
    for need in ACCOUNT.named("open")[0].needs
)
NEEDS = (
    Need("units", _("单位"), "rows", required=False, fields=OF_UNIT),
    Need("accounts", _("账号"), "rows", required=False, fields=OF_ACCOUNT),
    Need("preview", _("只预览，不写入"), "yes_no", required=False),
)
PLACES = {OF_UNITS.label: ("units", OF_UNITS), OF_ACCOUNTS.label: ("accounts", OF_ACCOUNTS)}


class Rosters(View):
    """One list; a repeated request is refused by itself, because its names are taken then."""

    def post(self, request: Request) -> Response:
        """Look at the list, and write it unless only a preview was asked for."""
        by = caller_of(request)
        may_take(by, clock.now())
        given = clean(NEEDS, sent(request))
        roster = checked(_raw(given))
        if roster.faults:
            raise Malformed(fields={_place(fault): fault.sentence for fault in roster.faults})
        if given["preview"]:
            return Response(_told(roster, [], preview=True))
        opened = take_roster(units=roster.new_units, accounts=roster.new_accounts, by=by, at=clock.now())
        return Response(_told(roster, opened, preview=False), status=status.HTTP_201_CREATED)

    def describe(self, method: str) -> Schema:
        """Describe the list."""
        nullable = {"nullable": True}
        account = openapi.record(
            id={**BASICS["key"], **nullable}, username=TEXT, name=TEXT, one_time_password={**TEXT, **nullable}
        )
        answer = openapi.record(
            preview=FLAG, units=openapi.many(openapi.record(name=TEXT, known=FLAG)), accounts=openapi.many(account)
        )
        return openapi.operation(
            "roster_take",
            _("导入单位和账号"),
            tag="accounts",
            answers={200: answer, 201: answer},
            problems=(400, 403, 409),
            body=openapi.body_of(NEEDS),
        )


def _raw(given: Given) -> Raw:
    """The rows as a workbook would hold them, counted from 1."""
    return {
        sheet.label: [
            {"row": number, "words": {name: value for name, value in row.items() if value is not None}}
            for number, row in enumerate(given[PLACES[sheet.label][0]], start=1)
        ]
        for sheet in SHEETS
    }


def _place(fault: Fault) -> str:
    name, sheet = PLACES[fault.sheet]
    column = sheet.column(fault.column)
    return f"{name}.{fault.row}.{column.word}" if column else name


def _told(roster: Roster, opened: list[User], *, preview: bool) -> Plain:
    keys = {one.username: one for one in opened}
    return {
        "preview": preview,
        "units": [{"name": line.values["name"], "known": line.known} for line in roster.units],
        "accounts": [
            {
                "id": keys[one.username].pk if one.username in keys else None,
                "username": one.username,
                "name": one.name,
                "one_time_password": keys[one.username].one_time_password if one.username in keys else None,
            }
            for one in roster.new_accounts
        ],
    }
