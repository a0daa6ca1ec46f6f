"""The command words of shell: scripts, recipes of the Makefile, lines of service units."""

import re
import shlex
from collections.abc import Iterator

#: After these a command begins.
_OPENING = {
    ";", ";;", "&", "&&", "|", "||", "(", "{", "!", "if", "then", "else", "elif", "while", "until", "do", "\n",
    "exec", "env", "nohup", "nice", "command", "time",
}  # fmt: skip
#: These start the command after them, and are programs themselves.
_STARTING = {"env", "nohup", "nice"}
_BUILT_IN = {
    "[", ":", ".", "cd", "echo", "exit", "export", "printf", "read", "return", "set", "shift", "test", "trap", "wait",
    "break", "continue", "fi", "done", "esac", "}", ")", "true", "false",
}  # fmt: skip
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
_FUNCTION = re.compile(r"^\s*(\w+)\(\)", re.MULTILINE)
_COMMENT = re.compile(r"(?m)(?:^|\s)#.*$")
_REDIRECTION = re.compile(r"\d*>&\d|\d*[<>]+\s*/dev/null")
_SHELLS = {"sh", "bash"}


def commands(script: str) -> set[str]:
    """The programs that a script starts, inside `$(…)` as well, without its own functions."""
    text = _COMMENT.sub("", script).replace("\\\n", " ")
    return {word for word in _commands(text) if word not in set(_FUNCTION.findall(script))}


def _commands(text: str) -> Iterator[str]:
    text, inner = _without_substitutions(_REDIRECTION.sub("", _FUNCTION.sub("", text)))
    words = list(_words(text))
    inner += [
        words[at + 1] for at, word in enumerate(words[1:-1], 1) if word == "-c" and _base(words[at - 1]) in _SHELLS
    ]
    for script in inner:
        yield from _commands(script)
    begins = True
    for word in words:
        if word in _STARTING and begins:
            yield word
        if word in _OPENING:
            begins = True
        elif begins and not _ASSIGNMENT.match(word):
            begins = False
            if word not in {*_BUILT_IN, "for", "case"} and "$" not in word:
                yield _base(word)


def _base(name: str) -> str:
    return name.rpartition("/")[2]


def _words(text: str) -> Iterator[str]:
    reader = shlex.shlex(text, posix=True, punctuation_chars=";&|()\n")
    reader.whitespace, reader.whitespace_split, reader.commenters = " \t", True, ""
    for word in reader:
        yield "\n" if word.strip("\n") == "" and word else word.strip("\n")


def _without_substitutions(text: str) -> tuple[str, list[str]]:
    """The text with a `$` for each `$(…)`, and what stood inside."""
    inner: list[str] = []
    while (start := text.find("$(")) >= 0:
        depth, end = 1, start + 2
        while depth and end < len(text):
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        inner.append(text[start + 2 : end - 1])
        text = f"{text[:start]}${text[end:]}"
    return text, inner


def recipes(makefile: str) -> str:
    """The recipes of a Makefile as one script, its variables put in."""
    text = makefile.replace("\\\n", " ")
    variables = dict(re.findall(r"(?m)^(\w+)\s*[:?]?=\s*(.*)$", text))
    lines = [line.lstrip("\t@-+") for line in text.splitlines() if line.startswith("\t")]
    script = "\n".join(lines)
    for _ in variables:
        script = re.sub(r"\$\((\w+)\)", lambda found: variables.get(found[1], ""), script)
    return re.sub(r"\$\((?:if|shell|wildcard)[^)]*\)", "", script).replace("$$", "$").replace("$@", "target")


def service_units(text: str) -> str:
    """What a service unit of systemd starts, as one script."""
    return "\n".join(re.findall(r"(?m)^Exec\w+=[-@:+!]*(.*)$", text))
