"""At most one demonstration on a data folder, and what the next one must know of it."""

import fcntl
import json
import os
from pathlib import Path
from typing import Any

from deploy.engines import EngineError


class AlreadyRuns(Exception):
    """Another demonstration uses this data folder; the message says where."""


class Single:
    """Holds the folder's `demo.lock` for the length of a `with`.

    `facts` are what a predecessor that was killed left in it; after a good end there are none.
    """

    def __init__(self, data: Path) -> None:
        self._path = data / "demo.lock"
        self.facts: dict[str, Any] = {}

    def __enter__(self) -> "Single":
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise EngineError(
                f"The data folder {self._path.parent} cannot be used: {error.strerror}."
            ) from error
        self.facts = self._read()
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._descriptor)
            raise AlreadyRuns(
                f"A demonstration runs here already: {self.facts.get('address', 'it is being set up')} "
                f"(process {self.facts.get('process', 'unknown')}).\n"
                "Stop it with Ctrl-C in its terminal, or name another data folder with PLUMBLINE_DATA."
            ) from None
        return self

    def __exit__(self, *exception: object) -> None:
        os.close(self._descriptor)

    def tell(self, **facts: object) -> None:
        """Adds to what others may read about this run."""
        self.facts = {**self.facts, **facts, "process": os.getpid()}
        self.clear()
        os.pwrite(self._descriptor, json.dumps(self.facts).encode(), 0)

    def clear(self) -> None:
        """Leaves nothing to a successor."""
        os.ftruncate(self._descriptor, 0)

    def _read(self) -> dict[str, Any]:
        try:
            return dict(json.loads(os.pread(self._descriptor, 4096, 0) or b"{}"))
        except ValueError:
            return {}
