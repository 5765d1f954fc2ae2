"""The settings of a web process that a test starts: the house's own, on the test's database and broker."""

from deploy import settings as house
from tests.worker_settings import *  # noqa: F403  # settings are names in a module
from tests.worker_settings import CACHES

CACHE_URL = CACHES["default"]["LOCATION"]
STATIC_ROOT = str(house.BASE_DIR / "static")  # the sources: nothing is collected in tests
WHITENOISE_USE_FINDERS = True
STORAGES = house.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
