"""The doors of people, settings and the audit trail; and those that belong to no organisation."""

from tests.architecture.doors import ADMIN, ALL, Row, both, delete, get, patch, post

PAGES: dict[str, Row] = {
    "people": both(ADMIN),
    "member_roles": both(ADMIN),
    "member_leave": post(ADMIN),
    "invitation_withdraw": post(ADMIN),
    "settings": both(ADMIN),
    "audit": get(ADMIN),
}
API: dict[str, Row] = {
    "api_members": get(ALL),
    "api_member": patch(ADMIN, body=lambda ids: {"roles": ["curator"]}) | delete(ADMIN),
    "api_invitations": get(ADMIN)
    | post(ADMIN, body=lambda ids: {"email": "new@example.org", "roles": ["curator"]}),
    "api_invitation": delete(ADMIN),
    "api_audit": get(ADMIN),
}

# Open without signing in: what a signed-out GET is answered with.
OPEN = {
    "healthy": 200,
    "account_login": 200,
    "sign_in_again": 302,  # to the ordinary sign-in; it takes a password by POST
    "account_reset_password": 200,
    "account_reset_password_done": 200,
    "account_reset_password_from_key": 200,
    "account_reset_password_from_key_done": 200,
    "invitation": 200,
    "candidate_page": 200,
    "candidate_zone": 405,  # these take what a candidate sends, by POST
    "candidate_offer": 405,
    "candidate_remove": 405,
    "candidate_needs": 405,
    "calendar_feed": 200,
    "screen": 200,
    "screen_poll": 200,
    "screen_events": 406,  # the tests' server has no streams
    "api_token": 405,  # takes a password by POST
}
# For everybody who is signed in, of whatever organisation: what their GET is answered with.
SIGNED_IN = {
    "home": 302,  # to one's only organisation
    "account_logout": 200,
    "account_change_password": 200,
    "account_reauthenticate": 200,
    "api_me": 200,
    "api_schema": 200,
    "api_docs": 200,
}
