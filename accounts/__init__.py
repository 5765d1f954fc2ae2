"""Who: organisations, people, roles, invitations, the audit trail, and the ground floor all apps stand on.

Actions: see accounts/actions/, one verb a file.
Start reading at ground/ (tenancy, verdicts, audit, enqueue), then models.py and rules.py.
"""
