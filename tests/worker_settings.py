"""The settings of a worker that a test starts: the house's own, on the test's database, broker and cache."""

import os

from deploy import settings as house

vars().update({name: value for name, value in vars(house).items() if name.isupper()})

DATABASES = {"default": house.DATABASES["default"] | {"NAME": os.environ["TEST_DATABASE"]}}
CELERY_BROKER_URL = os.environ["TEST_BROKER"]
CACHES = {"default": house.CACHES["default"] | {"LOCATION": os.environ["TEST_CACHE"]}}
