"""The embedded engines: real PostgreSQL and Valkey out of wheels, for laptop, demonstration and tests.

Used only while DATABASE_URL and REDIS_URL are unset. Addresses are computed, so settings may ask for them at
any time; `start()` makes someone answer there. By hand: `python -m deploy.engines start|stop|status`.
"""

from .addresses import broker_url, cache_url, data_folder, database_settings, database_url, result_url
from .errors import EngineError
from .launcher import ENGINES, dead, is_running, log_of, needed, running, start, stop, wipe

__all__ = [
    "ENGINES",
    "EngineError",
    "broker_url",
    "cache_url",
    "data_folder",
    "database_settings",
    "database_url",
    "dead",
    "is_running",
    "log_of",
    "needed",
    "result_url",
    "running",
    "start",
    "stop",
    "wipe",
]
