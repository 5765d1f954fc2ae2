"""All rights of the accounts app. Pure: they look at the rows given and ask no query."""

from accounts.enums import Role
from accounts.ground.verdict import YES, Verdict, no
from accounts.models import Membership


def may_manage_people(actor: Membership) -> Verdict:
    """Invite, change roles, end memberships."""
    return YES if actor.has(Role.ADMIN) else no("Only an administrator manages people and roles.")


def may_change_settings(actor: Membership) -> Verdict:
    """Change what holds for the whole organisation."""
    return YES if actor.has(Role.ADMIN) else no("Only an administrator changes the organisation's settings.")


def may_read_audit(actor: Membership) -> Verdict:
    """Read who did what."""
    return YES if actor.has(Role.ADMIN) else no("Only an administrator reads the audit trail.")
