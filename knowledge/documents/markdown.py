"""Reading Markdown: turned into HTML first, so that hidden things are hidden in one place."""

import re
from typing import Final

import yaml
from markdown_it import MarkdownIt

from knowledge.documents.html import read_markup
from knowledge.documents.kinds import decoded
from knowledge.documents.limits import Limits
from tandems.domain.document import DocumentText

_FRONT: Final = re.compile(r"\A---\n(?P<yaml>.*?)\n---(?:\n|\Z)", re.DOTALL)
_ANCHOR: Final = re.compile(r"^(#{1,6} .*?)[ \t]*\{#[\w-]+\}[ \t]*$", re.MULTILINE)


def read_markdown(content: bytes, name: str, limits: Limits) -> DocumentText:
    """Return a Markdown file; a title in its front matter stands in for a missing one."""
    text = decoded(content)
    front = _FRONT.match(text)
    body = _ANCHOR.sub(r"\1", text[front.end() :] if front else text)
    markup = MarkdownIt("commonmark", {"html": True}).enable("table").render(body)
    return read_markup(markup, _title(front["yaml"]) if front else "", name=name, limits=limits)


def _title(front: str) -> str:
    try:
        fields = yaml.safe_load(front)
    except yaml.YAMLError:
        return ""
    title = fields.get("title") if isinstance(fields, dict) else None
    return title if isinstance(title, str) else ""
