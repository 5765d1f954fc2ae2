"""The wiring: settings, urls, Celery, web application, engines. Start reading at settings.py."""

from deploy.celery import app as celery_app

__all__ = ["celery_app"]
