"""Which exceptions a test expects, read from its source: what stands in `raises(…)` or `refused(…)`."""

import ast
from collections.abc import Iterator
from functools import cached_property

EXPECTING = {"raises", "refused"}


class Module:
    """One file of tests."""

    def __init__(self, text: str) -> None:
        self.tree = ast.parse(text)

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        return {node.name: node for node in self.tree.body if isinstance(node, ast.FunctionDef)}

    @cached_property
    def constants(self) -> dict[str, ast.expr]:
        """Cases are often kept beside the test: `@parametrize("case", CASES)`."""
        found = {}
        for node in self.tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found.update({target.id: node.value for target in targets if isinstance(target, ast.Name)})
        return found

    def expected_by(self, name: str) -> set[str]:
        """Names a test expects: itself, by its cases, or in a function of its module that it calls."""
        return set(self._expected(self.functions[name], set()))

    def _expected(self, node: ast.FunctionDef, seen: set[str]) -> Iterator[str]:
        seen.add(node.name)
        for call in (found for found in ast.walk(node) if isinstance(found, ast.Call)):
            called = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
            if called in EXPECTING and call.args:
                yield from names(call.args[0])
                yield from self._of_cases(node)
            elif called in self.functions and called not in seen:
                yield from self._expected(self.functions[called], seen)

    def _of_cases(self, node: ast.FunctionDef) -> Iterator[str]:
        """Of several refusals each case names its own, and the test compares."""
        for mark in node.decorator_list:
            for name in names(mark):
                yield name
                if name in self.constants:
                    yield from names(self.constants[name])


def names(node: ast.AST) -> Iterator[str]:
    """Every name in an expression; of `refusals.NotYours` both."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name | ast.Attribute):
            yield inner.id if isinstance(inner, ast.Name) else inner.attr
