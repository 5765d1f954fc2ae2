"""Reading one mapping of a starter file strictly: what is wrong is said with file, key and field."""

from collections.abc import Collection
from pathlib import Path
from typing import Any, NoReturn

import yaml


class StarterError(ValueError):
    """A starter file cannot be used; the message names the file, the entry's key and the field."""


class _StrictLoader(yaml.SafeLoader):
    """Like `safe_load`, but a key written twice is an error instead of losing the first one silently."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{key!r} is written twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


class Entry:
    """One mapping; each method returns a checked value of a field or raises `StarterError`."""

    def __init__(self, file: str, raw: Any, *, place: str, fields: Collection[str]) -> None:
        self.file, self.place = file, place
        if not isinstance(raw, dict):
            raise StarterError(f"{file}: {place}: must be a mapping of fields")
        self.raw = raw
        name = raw.get("key") or raw.get("name")
        self.place = f"{place} ({name})" if name else place
        for field in raw:
            if field not in fields:
                self.fail(field, f"is unknown; known are {', '.join(sorted(fields))}")

    def fail(self, field: str, why: str) -> NoReturn:
        """Refuse the file because of this field."""
        raise StarterError(f"{self.file}: {self.place}: {field}: {why}")

    def text(self, field: str) -> str:
        """Text that is there and not blank, without white space around it."""
        value = self.raw.get(field)
        if not isinstance(value, str) or not value.strip():
            self.fail(field, "must be text and not empty")
        return value.strip()

    def choice(self, field: str, allowed: Collection[str]) -> str:
        """Text that is one of `allowed`."""
        value = self.text(field)
        if value not in allowed:
            self.fail(field, f"is {value!r}; must be one of {', '.join(sorted(allowed))}")
        return value

    def number(self, field: str, least: int, most: int) -> int:
        """A whole number from `least` to `most`, both included."""
        value = self.raw.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.fail(field, f"must be a whole number from {least} to {most}")
        return value

    def items(self, field: str) -> list[Any]:
        """A list with something in it."""
        value = self.raw.get(field)
        if not isinstance(value, list) or not value:
            self.fail(field, "must be a list and not empty")
        return value

    def texts(
        self, field: str, least: int, most: int, allowed: Collection[str] | None = None
    ) -> tuple[str, ...]:
        """From `least` to `most` different texts, each one of `allowed` if that is given."""
        values = self.items(field)
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.fail(field, "must hold only text; quote what contains a colon followed by a space")
        texts = tuple(value.strip() for value in values)
        if not least <= len(texts) <= most:
            self.fail(field, f"must have {least} to {most} items, has {len(texts)}")
        if len(set(texts)) < len(texts):
            self.fail(field, "says the same thing twice")
        unknown = [text for text in texts if allowed is not None and text not in allowed]
        if unknown:
            self.fail(field, f"names {', '.join(unknown)}, which does not exist")
        return texts


def read_list(path: Path) -> list[Any]:
    """The list in a YAML file; raises `StarterError` when the file is missing, broken, or holds no list."""
    try:
        raw = _StrictLoader(path.read_text(encoding="utf-8")).get_single_data()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StarterError(f"{path.name}: cannot be read: {error}") from error
    if not isinstance(raw, list) or not raw:
        raise StarterError(f"{path.name}: must be a list and not empty")
    return raw
