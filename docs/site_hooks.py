"""What the site changes in a page: a link to a file of the repository becomes the name of that file.

Pages in the repository link to tests and to other files outside docs/. A forge shows these files; the site does not
hold them.
"""

import posixpath
import re
from pathlib import Path
from typing import Any

LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<target>(?:\.\./)+[^)#\s]+)(?:#[^)]*)?\)")


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """Replace the links that leave docs/; a file that does not exist keeps its link and fails the strict build."""
    folder = posixpath.dirname(page.file.src_uri)
    root = Path(config.config_file_path).parent

    def named(link: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join("docs", folder, link["target"]))
        if path.startswith("docs/") or not (root / path).exists():
            return link[0]
        return f"{link['words']} (`{path}`)"

    return LINK.sub(named, markdown)
