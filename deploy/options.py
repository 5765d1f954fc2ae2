"""The options that an operator may set in the environment."""

from typing import Any

import environ

# name: (type, default). docs/operations.md explains each; a test holds the two together.
OPTIONS: dict[str, tuple[Any, Any]] = {
    "PLUMBLINE_ENV": (str, "demo"),  # demo | production
    "SECRET_KEY": (str, ""),
    "ALLOWED_HOSTS": (list, []),
    "DATABASE_URL": (str, ""),
    "REDIS_URL": (str, ""),
    "PUBLIC_URL": (str, ""),
    "EMAIL_URL": (str, "consolemail://"),
    "EMAIL_FROM": (str, "plumbline@localhost"),
    "TRUST_PROXY": (bool, False),
    "STATIC_ROOT": (str, ""),
    "API_RATE": (str, "600/min"),
    "AUTOSAVES_A_MINUTE": (int, 360),
    "UPLOAD_LIMIT_MB": (int, 20),
    "IMPORT_AT_ONCE_KB": (int, 256),
    "TASK_RETURN_SECONDS": (int, 120),  # after which the work of a worker that died is done again
    "CALIBRATION_INCREMENT_FROM": (int, 20_000),  # ratings, from which a card is put into the standing fit
    "CALIBRATION_TOLERANCE": (float, 0.05),  # logits moved since the last full run that call for another
    "CALIBRATION_SECONDS": (int, 600),  # at the most, of one task
    "CALIBRATION_MEMORY_MB": (int, 4096),  # at the most, as estimated beforehand
    "WORKER_MEMORY_MB": (int, 1024),  # above which a worker's process is replaced after its task
    "WEB_THREADS": (int, 6),  # of a web process that also streams: pages at once
    "STREAM_BEAT_SECONDS": (int, 15),  # at which an open stream looks whether it may go on
    "LOG_LEVEL": (str, "INFO"),
}
env = environ.Env(**OPTIONS)
