"""README.md and docs/ as text, and what stands in them."""

import re
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
README = REPOSITORY / "README.md"
PAGES = [README, *sorted((REPOSITORY / "docs").glob("*.md"))]

_FENCE = re.compile(r"^(```|~~~~).*?^\1$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_ROOM = re.compile(r"[\w.-]+(/[\w.-]+)*/?")
_ENDINGS = (".py", ".js", ".md", ".toml", ".html", ".txt", ".yaml", ".css")


def prose(page: Path) -> str:
    """The text without its examples."""
    return _FENCE.sub("", page.read_text())


def examples(page: Path) -> str:
    """The examples without the text."""
    return "\n".join(match[0] for match in _FENCE.finditer(page.read_text()))


def links(page: Path) -> list[str]:
    """Where its links and pictures lead, without those to other hosts."""
    return [link for link in _LINK.findall(prose(page)) if "://" not in link]


def words_in_code(page: Path) -> list[str]:
    """What stands between backticks outside of examples."""
    return _CODE.findall(prose(page))


def named_files(page: Path) -> list[str]:
    """Files and folders of ours that stand between backticks."""
    words = [word for word in words_in_code(page) if _ROOM.fullmatch(word)]
    rooms = {path.name for path in REPOSITORY.iterdir() if path.is_dir()} - {".local", ".venv"}
    return [
        word for word in words if word.endswith(_ENDINGS) or (word.split("/")[0] in rooms and "/" in word)
    ]
