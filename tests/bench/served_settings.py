"""The settings of a web process that the bench starts: the house's own, on the bench's database."""

import os

from deploy.settings import *  # noqa: F403  # the engines, the templates and the rest are the same
from deploy.settings import DATABASES

# This module is also read in the bench itself, which has its database already.
DATABASES = {"default": DATABASES["default"] | {"NAME": os.environ.get("BENCH_DATABASE", "")}}
