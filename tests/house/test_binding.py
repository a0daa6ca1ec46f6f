"""Which rule binds is answered by `apps/workrules/binding.py`: nothing else looks for a rule or reads a snapshot."""

import ast

import pytest

from tests.house.reading import Source, imports, sources

DOOR = "apps/workrules/binding.py"
#: Whoever may read what one rule fixes, because it asks about that rule and not which one binds.
OF_ONE_RULE = ("apps/workrules/", "api/v1/work_rules.py")
#: Whoever may read the snapshot itself: the meeting keeps it and is called by it, and an import of old meetings
#: writes title and number of a rule whose figures nobody claims afterwards (R13.2).
OF_THE_SNAPSHOT = ("apps/meetings/models/meeting.py", "apps/history/meeting_services.py")
SEARCHES = {"in_force", "in_force_ever"}
LADDER = {"ladder_reminder_days", "ladder_supervision_days", "ladder_steps", "ladder_for_earlier"}


def other_doors(source: Source) -> list[str]:
    """Return where a module finds a rule by another way than the door."""
    if source.path == DOOR:
        return []
    found = [node for node, name in imports(source.tree) if _is_closed(source, name)]
    return [source.at(node) for node in [*found, *(node for node in ast.walk(source.tree) if _is_door(source, node))]]


def _is_closed(source: Source, name: str) -> bool:
    if name == "apps.workrules.selectors.parameters_of":
        return not source.path.startswith(OF_ONE_RULE)
    return name.startswith("apps.workrules.snapshots.")


def _is_door(source: Source, node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr=name)) if name in SEARCHES:
            return True
        case ast.Attribute(value=ast.Name(id="meeting" | "drawn") | ast.Attribute(attr="meeting"), attr="rule"):
            return source.path not in OF_THE_SNAPSHOT
        case ast.Attribute(attr=name) if name in LADDER:
            return source.path not in {"apps/followups/terms.py", "apps/workrules/conflicts.py"}
        case _:
            return False


def test_there_is_one_door_to_the_binding_rule() -> None:
    assert [at for source in sources() for at in other_doors(source)] == []


@pytest.mark.parametrize(
    "line",
    [
        "rule = WorkRule.objects.in_force(day).first()",
        "from apps.workrules.snapshots import from_snapshot",
        "from apps.workrules.selectors import parameters_of",
        "title = meeting.rule['title']",
        "title = item.meeting.rule['title']",
        "days = binding_rule(meeting).ladder_reminder_days",
    ],
)
def test_another_door_would_be_found(line: str) -> None:
    assert other_doors(Source("apps/minutes/services.py", line)) == ["apps/minutes/services.py:1"]
    assert other_doors(Source("apps/minutes/services.py", "rule = binding_rule(meeting)")) == []
