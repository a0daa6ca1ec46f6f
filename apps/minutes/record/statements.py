"""What free words of minutes state as facts, held against the record: arithmetic over letters, no Django (R9.5).

Minutes are written by people. A statement that has a known form (who was there, who leads, until when, what was
decided, how many) is found wherever it stands, and is refused where the record says something else.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

CLAUSE, SENTENCE = re.compile(r"[，,]"), re.compile(r"[。；;！!？?\n]")
ON_BEHALF = re.compile(r"受[^，。；]*?委托")
AWAY = re.compile(r"请假|缺席|未到会|未出席|未列席|未参加|未能(?:出席|列席|参加|到会)|没有(?:出席|参加|到会)")
HERE = re.compile(r"出席|列席|到会|参会|与会|参加|会上|主持|讲话|发言|汇报")
#: Who presided over this session; whoever presided over another meeting before is a different matter.
PRESIDED = re.compile(r"主持人|主持(?:了)?(?:本次|这次)?(?:联席)?会议|主持$|主持召开[^，。；]*联席会议")
#: 由某局牵头, 牵头单位为某局, 某局牵头.
LED = re.compile(
    r"由([^，。；：“”\n]{2,60}?)(?:共同|负责|分别)?牵头"
    r"|牵头单位[为是：:]+([^，。；\n]{2,40})"
    r"|(?:^|[，。；\n])(?!由)([^，。；：“”\n由各]{2,30}?(?:局|委|办|厅|会|院|中心|公司|办公室|政府))牵头"
)
UNTIL = re.compile(
    r"(\d{4}年\d{1,2}月(?:\d{1,2}日|底|末))(?:之?前|以前)[^，。；\n]{0,20}?(?:完成|办结|落实|到位|建成|报送)"
    r"|完成时限[为是至：:]*(\d{4}年\d{1,2}月(?:\d{1,2}日|底|末))"
)
DECIDED = re.compile(r"会议(?:研究)?(?:议定|决定|商定)(?:事项)?[，：:]?([^。；\n]+)")
HELD = re.compile(r"会议(?:已)?(?:定)?于?(\d{4}年\d{1,2}月\d{1,2}日)[^，。；\n]{0,12}(?:召开|举行)")
HEADS = re.compile(r"(应到|实到|请假)(\d+)人")
COUNTED = re.compile(r"(?<![第\d])(\d+)项")
AGREED_ITEMS = re.compile(r"(?<![第\d])(\d+)项议定事项|议定事项(\d+)项")
ALL_DONE = re.compile(r"(?:全部|均已|已经?全部|都已)(?:[^，。；]{0,4})(?:完成|落实|销号|办结)")
QUOTED = re.compile(r"“[^”]*”")
#: How many letters a post beside a name has in a list of names.
LONGEST_POST = 8
#: Words by which minutes say how a meeting ended on a topic, the more exact first.
ENDINGS = (
    ("not_agreed", re.compile(r"会议(?:不予?|未予?|没有)(?:同意|通过)")),
    ("agreed_in_principle", re.compile(r"会议(?:一致)?(?:原则|基本)上?(?:同意|通过)")),
    ("remitted", re.compile(r"会议(?:要求|提出|建议)?[^，。；]{0,10}(?:再作研究|再行研究|重新研究|再研究)")),
    ("agreed", re.compile(r"会议(?:研究|审议)?(?:一致)?(?:同意|通过了|审议通过)")),
)
SAID = {
    "agreed": "同意", "agreed_in_principle": "原则同意", "remitted": "再作研究", "not_agreed": "不通过",
    "noted": "通报知悉",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An agreed item as the record has it; `units` are the names under which its lead unit may be written."""

    lead: str
    units: tuple[str, ...]
    supporting: tuple[str, ...]
    due: str
    #: Every day that the item names: its own, those of its parts and of its steps.
    days: frozenset[str]
    #: As it is printed, and as it was recorded, which may name the lead unit once more.
    text: str
    recorded: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who was in the room and who was not, by name, as far as they stood on the list; and who presided."""

    here: frozenset[str]
    away: frozenset[str]
    #: One, or two who presided together; none where the record knows nobody.
    presiders: tuple[str, ...]
    #: How many asked for leave, and the day on which the session was held.
    excused: int = 0
    held_on: str = ""


def about_people(words: str, people: People) -> Iterator[str]:
    """Say of whom the words tell that he or she was there or away, or presided, and the record does not."""
    for sentence in SENTENCE.split(ON_BEHALF.sub("", words)):
        told = ""
        for clause in CLAUSE.split(sentence):
            told = _told(clause, told, people)
            yield from _misplaced(clause, told, people)
    heads = {"应到": len(people.here | people.away), "实到": len(people.here), "请假": people.excused}
    for word, count in HEADS.findall(words):
        if int(count) != heads[word]:
            yield f"{word}{heads[word]}人，不是{count}人"
    yield from (f"会议于{people.held_on}召开，不是{day}" for day in HELD.findall(words) if day != people.held_on)


def _told(clause: str, before: str, people: People) -> str:
    """What a clause says of those it names; one with nothing but names goes on with the list before it."""
    if AWAY.search(clause):
        return "away"
    if HERE.search(clause):
        return "here"
    rest = clause
    for name in people.here | people.away:
        rest = rest.replace(name, "")
    return before if rest != clause and len(rest) <= LONGEST_POST else ""


def _names(clause: str, name: str, people: People) -> bool:
    """Whether a clause names somebody: 王宏 is not named by 王宏伟."""
    for other in people.here | people.away:
        clause = clause.replace(other, "") if name in other and other != name else clause
    return name in clause


def _misplaced(clause: str, told: str, people: People) -> Iterator[str]:
    if told == "here":
        yield from (f"{name}未到会，不能写作到会" for name in sorted(people.away) if _names(clause, name, people))
    if told == "away":
        yield from (f"{name}已到会，不能写作请假或缺席" for name in sorted(people.here) if _names(clause, name, people))
    if PRESIDED.search(clause) and not any(name in clause for name in people.presiders):
        presided = "、".join(people.presiders)
        yield from (f"主持人是{presided}，不是{name}" for name in sorted(people.here) if name in clause)


def about_items(words: str, items: Collection[Item]) -> Iterator[str]:
    """Say which lead unit, day or decision the words name that no item of the record has."""
    days, own = {day for item in items for day in item.days}, _beside(words, items)
    for named in ("".join(found) for found in LED.findall(own)):
        strangers = [one for one in re.split(r"[、和与及]", named) if not _leads(one, items)]
        if strangers and not _leads(named, items):
            yield f"没有由{named}牵头的议定事项"
    for day in ("".join(found) for found in UNTIL.findall(own)):
        if day not in days:
            yield f"没有完成时限为{day}的议定事项"
    for decision in DECIDED.findall(words):
        if not any(_alike(decision, one) for item in items for one in (item.text, item.recorded) if one):
            yield f"“{decision.strip()}”不是会议记录的议定事项"
    for found in AGREED_ITEMS.findall(words):
        if (count := int(found[0] or found[1])) != len(items):
            yield f"议定事项是{len(items)}项，不是{count}项"


def _beside(words: str, items: Iterable[Item]) -> str:
    """Return the words without what the items themselves say, wherever it is repeated."""
    for item in items:
        for said in (item.recorded, item.text):
            words = words.replace(said.strip().rstrip("。；"), "") if said else words
    return words


def _leads(named: str, items: Iterable[Item]) -> bool:
    return any(_short_for(named, unit) for item in items for unit in item.units)


def _short_for(named: str, unit: str) -> bool:
    """Whether a name is the unit's or shortens it: 人社局 for 人力资源和社会保障局."""
    letters = iter(unit)
    return all(letter in letters for letter in named.strip())


def _alike(decision: str, text: str) -> bool:
    said, recorded = (re.sub(r"[\s，,。；;：:、“”‘’]", "", one) for one in (decision, text))
    return said in recorded or recorded in said


def about_outcome(words: str, outcome: str) -> Iterator[str]:
    """Say how the words end a topic where the record ends it otherwise."""
    rest = words
    for ending, pattern in ENDINGS:
        if pattern.search(rest) and ending != outcome:
            yield f"议定结果是“{SAID[outcome]}”，不是“{SAID[ending]}”"
        rest = pattern.sub("", rest)


def about_figures(words: str, *, known: Collection[int], needed: Collection[int], unfinished: int) -> Iterator[str]:
    """Say which figures of a report the words lack or invent; what is quoted is no figure of the report."""
    plain = QUOTED.sub("", words)
    told = [int(figure) for figure in COUNTED.findall(plain)]
    yield from (f"没有写明{figure}项" for figure in sorted(set(needed) - set(told)))
    yield from (f"记录中没有{figure}项" for figure in dict.fromkeys(told) if figure not in known)
    if unfinished and ALL_DONE.search(plain):
        yield f"还有{unfinished}项未落实"
