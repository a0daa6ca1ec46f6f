"""The building blocks of the pages: they say the same in words, in shapes and to a screen reader."""

import re
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, engines
from django.test import RequestFactory
from django.utils import translation

from web.templatetags import display
from web.templatetags.components import shown_field

THURSDAY = date(2026, 3, 5)
AFTERNOON = datetime(2026, 3, 5, 6, 5, tzinfo=UTC)  # 14:05 in Asia/Shanghai
DAY = timedelta(days=1)
HASH = "9f3c" + "0" * 56 + "e1a7"


@pytest.fixture(autouse=True)
def in_chinese():
    with translation.override("zh-hans"):
        yield


def shown(source: str, **context: Any) -> str:
    """What a piece of template becomes, with white space evened out."""
    html = Template("{% load display components %}" + source).render(Context(context))
    return re.sub(r"\s+", " ", html).strip()


# --- words ---------------------------------------------------------------------------------------------------------


def test_a_day_is_written_with_its_weekday_in_both_languages():
    assert display.chinese_date(THURSDAY) == "2026年3月5日（星期四）"

    with translation.override("en"):
        assert display.chinese_date(THURSDAY) == "5 March 2026 (Thu)"


def test_a_moment_is_told_in_the_time_of_the_office():
    assert display.moment(AFTERNOON) == "2026年3月5日 14:05"

    late_in_utc = datetime(2026, 3, 4, 17, 30, tzinfo=UTC)
    assert display.chinese_date(late_in_utc) == "2026年3月5日（星期四）"


@pytest.mark.parametrize("wording", [display.chinese_date, display.plain_date, display.short_date, display.moment])
def test_a_day_that_is_not_known_yet_is_a_dash(wording):
    assert wording(None) == "—"
    assert wording("") == "—"


@pytest.mark.parametrize(
    ("days", "calendar", "working"),
    [
        (3, "余 3 天", "余 3 个工作日"),
        (0, "今日到期", "今日到期"),
        (-2, "逾期 2 天", "逾期 2 个工作日"),
        (None, "", ""),
    ],
)
def test_days_left_never_shows_a_minus_sign(days, calendar, working):
    assert display.days_left(days) == calendar
    assert display.working_days_left(days) == working


def test_waiting_since_this_morning_is_today():
    assert display.waited(0) == "今天"
    assert display.waited(4) == "4 天"
    assert display.waited(None) == "—"


def test_a_hash_is_shortened_to_what_the_eye_compares():
    assert display.short_hash(HASH) == "9f3c…e1a7"
    assert display.short_hash("") == "—"


def test_nothing_of_nothing_is_no_percentage():
    assert display.percent(402, 611) == "66%"
    assert display.percent(0, 0) == "—"


def test_zero_is_shown_and_only_what_is_missing_becomes_a_dash():
    assert display.or_nothing(0) == 0
    assert display.or_nothing(None) == "—"


@pytest.mark.parametrize(
    ("state", "tone", "shape"),
    [
        ("draft", "idle", "○"),
        ("collecting", "current", "◐"),
        ("closed", "done", "●"),
        ("returned", "back", "↩"),
        ("cancelled", "ended", "✕"),
        ("no_reply", "late", "▲"),
        ("never_heard_of", "idle", "○"),
    ],
)
def test_every_tone_of_a_state_has_a_shape_of_its_own(state, tone, shape):
    assert (display.tone(state), display.shape(state)) == (tone, shape)


def test_every_state_of_the_lifecycles_has_a_tone_on_purpose():
    meeting = (
        "draft requested accepted declined collecting settled noticed in_session held following_up closed cancelled"
    )
    topic = "submitted returned aggregated consulting prepared tabled deferred rejected transferred decided withdrawn"
    consultation = "sent replied no_reply coordinated dissent_printed"
    minutes = "drafting union_review gov_review approved issued"
    item = "assigned in_progress reported checked closed terminated cancelled"

    states = f"{meeting} {topic} {consultation} {minutes} {item}".split()

    assert [state for state in states if state not in display.TONES] == []


# --- blocks --------------------------------------------------------------------------------------------------------


def test_a_light_speaks_in_shape_and_word():
    assert shown("{% light 'red' %}") == (
        '<span class="lx-light lx-light-red"><span aria-hidden="true">▲</span> 已逾期</span>'
    )
    assert "余 3 个工作日" in shown("{% light 'yellow' '余 3 个工作日' %}")
    assert shown("{% light '' %}") == '<span class="text-secondary">—</span>'


def test_an_unknown_side_belongs_to_nobody():
    assert "lx-side-union" in shown("{% side 'union' %}")
    assert "lx-side-none" in shown("{% side 'court' %}")


def test_a_fraction_names_both_numbers_and_survives_an_empty_denominator():
    built = shown("{% fraction 86 115 '已召开' %}")
    assert "<strong>86</strong> <span>/ 115</span>" in built
    assert 'aria-label="已召开：115 中的 86"' in built

    empty = shown("{% fraction 0 0 '已召开' %}")
    assert 'max="1"' in empty
    assert "—" in empty


def test_a_refusal_carries_the_sentence_the_article_and_the_rule():
    refusal = {"detail": "启动日期晚于会前 60 天，须写明原因。", "article": "第六条 R6.4", "rule": "late_start"}

    html = shown("{% problem refusal %}", refusal=refusal)

    assert 'role="alert"' in html
    assert "启动日期晚于会前 60 天，须写明原因。" in html
    assert "依据 第六条 R6.4" in html
    assert "<code>late_start</code>" in html
    assert shown("{% problem refusal %}", refusal=None) == ""


def test_only_the_first_open_action_is_the_primary_button():
    actions = [{"name": "settle", "label": "同意"}, SimpleNamespace(name="postpone", label="改期", article="第四条")]

    html = shown("{% action_bar actions '/meetings/1' %}", actions=actions)

    assert html.count("btn-primary") == 1
    assert 'btn-primary" href="/meetings/1/do/settle"' in html
    assert 'href="/meetings/1/do/postpone"' in html
    assert "btn-primary" not in shown("{% action_bar actions '/meetings/1' True %}", actions=actions)
    assert shown("{% action_bar actions '/meetings/1' %}", actions=[]) == ""


def test_steps_keep_their_lane_and_share_a_column_only_when_told():
    steps = [
        {"label": "提请召开", "lane": "union", "status": "done"},
        {"label": "部门汇总", "lane": "gov", "status": "done", "column": 2},
        {"label": "工会征集", "lane": "union", "status": "current", "column": 2},
        {"label": "商定议题", "lane": "both"},
    ]

    html = shown("{% stepper steps %}", steps=steps)

    assert re.findall(r"lx-in-(\w+) lx-at-(\d)", html) == [
        ("union", "1"),
        ("gov", "2"),
        ("union", "2"),
        ("both", "3"),
    ]
    assert html.count('aria-current="step"') == 1
    assert 'tabindex="0"' in html


def test_a_phone_shows_the_step_that_is_awaited_or_else_the_last_one_and_all_when_asked():
    done = [{"label": label, "lane": "both", "status": "done"} for label in ("提请召开", "同意召开", "会议办结")]
    waiting = [
        *done[:1],
        {"label": "同意召开", "lane": "gov", "status": "current"},
        {"label": "启动征集", "lane": "both"},
    ]
    for steps, stands in ((done, "会议办结"), (waiting, "同意召开")):
        html = shown("{% stepper steps %}", steps=steps)
        standing = re.findall(r'<li class="[^"]*lx-step-now".*?</li>', html, flags=re.S)
        assert [stands in one for one in standing] == [True]
        assert "显示全部 3 步" in html
        assert '<label for="all-steps">' in html


def test_a_consent_that_lost_its_text_says_that_it_is_void():
    pair = {
        "hash": HASH,
        "gov": {"state": "void", "person": "王建国", "at": AFTERNOON, "hash": "0" * 64},
        "union": {"state": "waiting"},
    }

    html = shown("{% consents pair %}", pair=pair)

    assert "文本已改，同意作废" in html
    assert "待同意" in html
    assert "9f3c…e1a7" in html


def test_the_record_says_for_ever_what_was_done_on_paper_and_what_was_refused():
    entries = [
        {"at": AFTERNOON, "label": "印发通知", "refused": True, "words": "会议日期还没有确定。"},
        {"at": AFTERNOON - DAY, "label": "同意召开", "who": "赵明", "paper": True},
    ]

    html = shown("{% timeline entries %}", entries=entries)

    assert "未准许" in html
    assert "纸质签批" in html
    assert "还没有记录" in shown("{% timeline entries %}", entries=[])


def test_a_difference_is_marked_for_ear_and_eye():
    html = shown("{% diff lines %}", lines=[{"kind": "added", "text": "新"}, {"kind": "removed", "text": "旧"}])

    assert "<ins>新</ins>" in html
    assert "<del>旧</del>" in html


def test_turning_the_page_keeps_the_filters():
    page = Paginator(list(range(30)), 10).page(2)
    request = RequestFactory().get("/followups?light=red&page=2")

    html = shown("{% pagination page %}", page=page, request=request)

    assert 'href="?light=red&amp;page=3"' in html
    assert 'href="?light=red&amp;page=1"' in html
    assert "第 2 / 3 页，共 30 条" in html


def test_filtering_fetches_only_the_results_and_does_not_pile_up_the_query():
    fields = [{"name": "state", "kind": "choice", "label": "状态", "choices": [("", "全部")], "value": ""}]
    request = RequestFactory().get("/followups?state=closed")

    html = shown("{% filters fields 'results' %}", fields=fields, request=request)

    assert 'hx-get="/followups"' in html
    assert 'hx-target="#results"' in html
    assert 'method="get"' in html


def test_what_a_person_typed_is_never_markup():
    html = shown("{% status 'draft' label %}{% problem refusal %}", label="<b>x</b>", refusal={"detail": "<script>"})

    assert "<b>" not in html
    assert "<script>" not in html


# --- forms ---------------------------------------------------------------------------------------------------------


def form_of(*fields: dict[str, Any], **more: Any) -> str:
    return shown("{% action_form form %}", form={"label": "办理", "fields": fields} | more, csrf_token="secret")


def test_a_form_carries_its_article_its_version_and_the_token():
    html = form_of(article="第六条 R6.4", version=3, url="/meetings/1/do/settle")

    assert "第六条 R6.4" in html
    assert '<input type="hidden" name="version" value="3">' in html
    assert 'name="csrfmiddlewaretoken" value="secret"' in html
    assert 'method="post" action="/meetings/1/do/settle"' in html


def test_an_error_is_tied_to_its_field_and_the_text_is_put_back():
    html = form_of(
        {"name": "reason", "kind": "longtext", "label": "原因", "value": "写了一半", "error": "请写明原因。"}
    )

    assert ">写了一半</textarea>" in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="field-reason-error"' in html
    assert 'id="field-reason-error"' in html


def test_a_required_field_says_so_in_words():
    assert "必填" in form_of({"name": "title", "label": "标题", "required": True})
    assert "必填" not in form_of({"name": "title", "label": "标题"})


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("date", THURSDAY, 'type="date" id="field-x" name="x" value="2026-03-05"'),
        ("moment", AFTERNOON, 'type="datetime-local" id="field-x" name="x" value="2026-03-05T14:05"'),
        ("number", 0, 'type="number" id="field-x" name="x" value="0"'),
        ("text", "说明", 'type="text" id="field-x" name="x" value="说明"'),
    ],
)
def test_a_value_returns_in_the_form_the_browser_reads(kind, value, expected):
    assert expected in form_of({"name": "x", "kind": kind, "label": "x", "value": value})


def test_choices_are_marked_as_the_browser_would_send_them():
    units = [{"value": 7, "label": "旗人社局"}, {"value": 8, "label": "旗教育局"}]

    assert '<option value="7" selected>' in form_of({"name": "u", "kind": "ref", "choices": units, "value": "7"})
    both = form_of({"name": "u", "kind": "refs", "choices": units, "value": ["8"]})
    assert 'value="8" checked' in both
    assert 'value="7" checked' not in both


@pytest.mark.parametrize(("value", "chosen"), [(True, "yes"), (False, "no"), ("no", "no")])
def test_yes_and_no_are_two_answers_and_none_of_them_is_the_default(value, chosen):
    field = {"name": "joint", "kind": "yes_no", "label": "联合提出"}

    assert f'value="{chosen}" checked' in form_of(field | {"value": value})
    assert "checked" not in form_of(field)


def test_rows_grow_with_the_server_alone():
    parts = [{"name": "label", "label": "节点"}, {"name": "due_on", "kind": "date", "label": "时限"}]
    rows = {"name": "milestones", "kind": "rows", "label": "时间节点", "fields": parts}

    blank = form_of(rows)
    filled = form_of(
        rows | {"value": [{"label": "上线", "due_on": THURSDAY}, {"label": ""}], "errors": [{}, {"label": "请写节点"}]}
    )

    assert 'name="milestones-count" value="1"' in blank
    assert 'name="milestones-count" value="2"' in filled
    assert 'name="milestones-0-label" value="上线"' in filled
    assert 'name="milestones-0-due_on" value="2026-03-05"' in filled
    assert 'id="field-milestones-1-label-error"' in filled
    assert 'name="add_row" value="milestones" formnovalidate' in filled
    assert 'name="milestones-__index__-label"' in filled


def test_an_object_describes_a_field_as_well_as_a_dict():
    described = SimpleNamespace(name="due_on", kind="date", label="时限", required=True)

    assert shown_field(described) == shown_field(vars(described))


# --- all templates -------------------------------------------------------------------------------------------------


def template_names() -> list[str]:
    root = engines["django"].engine.dirs[0]
    return sorted(str(path.relative_to(root)) for path in root.rglob("*.html"))


@pytest.mark.parametrize("name", template_names())
def test_every_template_compiles_and_keeps_the_content_security_policy(name):
    template = engines["django"].engine.get_template(name)

    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:|<script(?! src=)", template.source)


def page_names() -> list[str]:
    engine = engines["django"].engine
    return [name for name in template_names() if "{% extends" in engine.get_template(name).source]


@pytest.fixture
def plain_static_files(settings):
    """Addresses of static files without a manifest: nothing is collected for a test."""
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", page_names())
def test_every_page_stands_with_nothing_to_show(name, language, plain_static_files):
    with translation.override(language):
        html = engines["django"].engine.get_template(name).render(Context({}))

    assert html.count("<h1>") == 1
    assert html.count("<main ") == 1
    assert f'<html lang="{"en" if language == "en" else "zh-Hans"}">' in html
    assert 'href="#content"' in html
