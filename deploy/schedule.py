"""What Celery's beat starts: every how many seconds, or when (UTC)."""

from celery.schedules import crontab

BEAT = {
    "serve calibrations that are due": {"task": "scoring.calibrate_due", "schedule": 15.0},
    "catch up on calibration": {"task": "scoring.calibrate_overdue", "schedule": 60.0},
    "calibrate by night": {"task": "scoring.calibrate_nightly", "schedule": crontab(hour=1, minute=0)},
    "let questions rest": {"task": "interviews.rest_all", "schedule": 3600.0},
    "catch up on letters": {"task": "interviews.send_overdue", "schedule": 60.0},
    "remind of interviews": {"task": "interviews.remind_all", "schedule": 60.0},
    "remind of scorecards": {"task": "scoring.remind_all_of_cards", "schedule": 300.0},
    "go on with debriefs": {"task": "scoring.settle_debriefs", "schedule": 60.0},
    "remind of debriefs": {"task": "scoring.remind_all_of_debriefs", "schedule": 60.0},
    "catch up on imports": {"task": "questionbank.read_overdue", "schedule": 60.0},
    "count the words of banks": {"task": "questionbank.refresh_words_overdue", "schedule": 300.0},
}
