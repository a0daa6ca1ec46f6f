"""Which external programs a source starts: the first word of every command, read from Python and from shell.

A command is followed to the text that names its program: through variables, lists, paths, the values a function returns
and the functions that pass a command on (`children.start(command)`). A command that cannot be followed is reported too,
because a program behind it could not be seen.
"""

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from tests.house.reading import Source, dotted, imports
from tests.house.shell import commands

#: What starts a program, or asks where it lies, with the position of its command.
STARTERS = {
    **{f"subprocess.{name}": 0 for name in ("run", "Popen", "call", "check_call", "check_output", "getoutput")},
    **{f"os.{name}": 0 for name in ("system", "popen", "execv", "execve", "execvp", "execvpe", "execl", "execlp")},
    **{f"os.spawn{name}": 1 for name in ("v", "ve", "vp", "vpe", "l", "lp")},
    "os.posix_spawn": 0,
    "os.posix_spawnp": 0,
    "shutil.which": 0,
    "asyncio.create_subprocess_exec": 0,
    "asyncio.create_subprocess_shell": 0,
    "pty.spawn": 0,
}
#: By these words of a call a library is told which program to start.
EXECUTABLE = {"executable", "executable_path"}
UNREADABLE = "a command that cannot be read"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Passed:
    """A command that a function was given: who calls the function names the program."""

    module: str
    function: str
    position: int
    is_method: bool


@dataclass
class Module:
    """One source, with the names that it binds."""

    source: Source
    imported: dict[str, str] = field(default_factory=dict)
    enclosing: dict[ast.AST, Function | None] = field(default_factory=dict)
    defined: dict[str, list[Function]] = field(default_factory=dict)
    calls: list[ast.Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        for node, name in imports(self.source.tree):
            for alias in getattr(node, "names", []):
                if name.endswith(alias.name):
                    self.imported[alias.asname or alias.name.partition(".")[0]] = name
        self._enclose(self.source.tree, None)

    def _enclose(self, node: ast.AST, function: Function | None) -> None:
        self.enclosing[node] = function
        if isinstance(node, ast.Call):
            self.calls.append(node)
        if isinstance(node, _FUNCTIONS):
            self.defined.setdefault(node.name, []).append(node)
        for child in ast.iter_child_nodes(node):
            self._enclose(child, node if isinstance(node, _FUNCTIONS) else function)

    @property
    def name(self) -> str:
        """How others import it."""
        return self.source.path.removesuffix(".py").removeprefix("platform/").replace("/", ".")

    def full_name(self, node: ast.AST) -> str:
        """`subprocess.run` of both `subprocess.run` and a `run` that was imported."""
        root, dot, rest = dotted(node).partition(".")
        if not dot:
            return self.imported.get(root, root)
        return f"{root if self.imported.get(root, '').startswith(root) else self.imported.get(root, root)}.{rest}"


class Programs:
    """The programs that these sources start, each with the places where."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self.modules = [Module(source) for source in sources]
        self.passing: set[Passed] = set()
        self.found: dict[str, set[str]] = {}
        known: set[Passed] | None = None
        while known != self.passing:  # a function that passes a command on may be called in a module read before
            known = set(self.passing)
            for module in self.modules:
                self._read(module)

    def _read(self, module: Module) -> None:
        for call in module.calls:
            command = Command(module, module.enclosing[call])
            for node, of_each in self._commands(module, call):
                for program in command.programs(node, of_each=of_each):
                    self.found.setdefault(program, set()).add(module.source.at(call))
            self.passing |= command.passing

    def _commands(self, module: Module, call: ast.Call) -> Iterator[tuple[ast.expr, bool]]:
        """The commands of a call; where a starter is mapped over several, each element is one."""
        name = module.full_name(call.func)
        yield from ((word.value, False) for word in call.keywords if word.arg in EXECUTABLE)
        yield from ((argument, False) for argument in _at(call, STARTERS.get(name)))
        for passed in self.passing if name not in STARTERS else ():
            if self._is(passed, module, call.func):
                yield from ((argument, False) for argument in _at(call, passed.position))
        if any(module.full_name(argument) in STARTERS for argument in call.args):
            yield from ((argument, True) for argument in call.args if module.full_name(argument) not in STARTERS)

    def _is(self, passed: Passed, module: Module, called: ast.expr) -> bool:
        """A method may be called anywhere; a function only where it is defined or imported."""
        if isinstance(called, ast.Attribute):
            is_ours = dotted(called).partition(".")[0] not in module.imported
            return passed.is_method and is_ours and called.attr == passed.function
        imported = f"{passed.module}.{passed.function}"
        is_known = passed.module == module.name or module.imported.get(dotted(called)) == imported
        return not passed.is_method and is_known and dotted(called) == passed.function


class Command:
    """Follows a command inside one function to the text that names its program."""

    def __init__(self, module: Module, function: Function | None) -> None:
        self.module, self.function = module, function
        self.passing: set[Passed] = set()
        self.seen: set[int] = set()

    def programs(self, node: ast.expr, *, of_each: bool = False) -> set[str]:
        """The program's name, and those in the words of a shell."""
        found = set(self._each(node) if of_each else self._first(node))
        scripts = node.elts[2:3] if isinstance(node, ast.List) and "sh" in map(_base, found) else []
        texts = [script.value for script in scripts if isinstance(script, ast.Constant)]
        return {*map(_base, found), *(word for text in texts for word in commands(str(text)))}

    def _first(self, node: ast.expr) -> Iterator[str]:
        """What the first word of a command, or the whole of a text, may be."""
        match node:
            case ast.Constant(value=str() as text):
                yield from commands(text) if " " in text else [text]
            case ast.List(elts=[first, *_]) | ast.Tuple(elts=[first, *_]) | ast.Starred(value=first):
                yield from self._first(first)
            case ast.BinOp(op=ast.Div(), right=last):
                yield from self._first(last)
            case ast.BinOp(left=first):
                yield from self._first(first)
            case ast.IfExp(body=one, orelse=other):
                yield from {*self._first(one), *self._first(other)}
            case ast.Subscript(value=several):
                yield from self._each(several)
            case ast.Name(id=name):
                yield from self._named(name, self._first)
            case ast.Attribute() if dotted(node) == "sys.executable":
                yield "python"
            case ast.Call():
                yield from self._called(node)
            case _:
                yield UNREADABLE

    def _each(self, node: ast.expr) -> Iterator[str]:
        """What each element may be: of words that are looped over, of a table of commands."""
        match node:
            case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Dict(values=elements):
                for element in elements:
                    yield from self._each(element.value) if isinstance(element, ast.Starred) else self._first(element)
            case ast.IfExp(body=one, orelse=other):
                yield from {*self._each(one), *self._each(other)}
            case ast.Name(id=name):
                yield from self._named(name, self._each)
            case _:
                yield from self._first(node)

    def _called(self, node: ast.Call) -> Iterator[str]:
        """`str(path)` and `binaries.program("psql")` name it; `environ.get` has a default; another returns it."""
        name = dotted(node.func)
        if node.args:
            yield from self._first(node.args[1 if name.endswith(".get") and node.args[1:] else 0])
            return
        returned = [
            each.value
            for own in self.module.defined.get(name, [])
            for each in ast.walk(own)
            if isinstance(each, ast.Return)
        ]
        inner = [(Command(self.module, self.module.enclosing[value]), value) for value in returned if value]
        yield from {word for command, value in inner for word in command._each(value)} or {UNREADABLE}

    def _named(self, name: str, follow: Callable[[ast.expr], Iterator[str]]) -> Iterator[str]:
        """What is bound to a name in the function, else in the module; a parameter is the caller's to name."""
        values = [*_bound(self.function, name)] if self.function else []
        if self.function and (position := _position(self.function, name)) is not None:
            self.passing.add(Passed(self.module.name, self.function.name, position, _is_method(self.function)))
        elif not values and not (values := [*_bound(self.module.source.tree, name)]):
            yield UNREADABLE
        for value, in_loop in values:
            if id(value) not in self.seen:
                self.seen.add(id(value))
                yield from self._each(value) if in_loop else follow(value)


def _bound(scope: ast.AST, name: str) -> Iterator[tuple[ast.expr, bool]]:
    """The values that are assigned to a name, and the iterables that it runs through."""
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=[ast.Name(id=found)], value=value) if found == name:
                yield value, False
            case ast.AnnAssign(target=ast.Name(id=found), value=ast.expr() as value) if found == name:
                yield value, False
            case ast.NamedExpr(target=ast.Name(id=found), value=value) if found == name:
                yield value, False
            case ast.For(target=ast.Name(id=found), iter=value) if found == name:
                yield value, True
            case ast.comprehension(target=ast.Name(id=found), iter=value) if found == name:
                yield value, True


def _is_method(function: Function) -> bool:
    return bool(function.args.args) and function.args.args[0].arg in {"self", "cls"}


def _position(function: Function, name: str) -> int | None:
    """Where in a call the parameter stands; `*words` begin after the others."""
    names = [parameter.arg for parameter in [*function.args.posonlyargs, *function.args.args]]
    names += [function.args.vararg.arg] if function.args.vararg else []
    return names.index(name) - _is_method(function) if name in names else None


def _at(call: ast.Call, position: int | None) -> list[ast.expr]:
    if position is None:
        return []
    return call.args[position : position + 1] or [word.value for word in call.keywords if word.arg == "args"]


def _base(name: str) -> str:
    return name.rpartition("/")[2]
