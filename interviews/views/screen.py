"""The candidate's screen, behind a signed link: no account, no cookie, one prompt and nothing else.

Every address answers the same for a token that was withdrawn, is damaged or never was.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import TypeVar

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.ground.markdown import render_markdown
from accounts.ground.streaming import poll, stream
from accounts.ground.tenancy import organization_scope
from interviews.access import open_screen
from interviews.queries.screen import OVER, Screen, screen_of
from interviews.screens import read_token
from interviews.views.guessing import asks_too_often, guesses_too_often

View = Callable[[HttpRequest, str], HttpResponse]
Answer = TypeVar("Answer", bound=HttpResponseBase)
GONE, NOTHING_MORE, TOO_MANY = 410, 204, 429


def for_holder_of_token(view: View) -> View:
    """Slows down who guesses and who asks without end."""

    @wraps(view)
    def answer(request: HttpRequest, signed: str) -> HttpResponse:
        if asks_too_often(request):
            return _slow_down()
        response = view(request, signed)
        if response.status_code in (GONE, NOTHING_MORE) and guesses_too_often(request):
            return _slow_down()
        return _kept_private(response)

    return login_not_required(require_safe(answer))


@for_holder_of_token
def screen(request: HttpRequest, signed: str) -> HttpResponse:
    """The page. Made without the request: nothing of who looks at it can get into it."""
    shown = _screen(signed)
    over = shown.state == OVER
    page = render_to_string("interviews/screen.html", _context(shown) | {"token": signed, "over": over})
    return HttpResponse(page, status=GONE if over else 200)


@for_holder_of_token
def screen_poll(request: HttpRequest, signed: str) -> HttpResponse:
    """What stands on the screen, as JSON with an ETag; 204 once it is over."""
    return poll(request, partial(_shown, signed))


@login_not_required
@require_safe
async def screen_events(request: HttpRequest, signed: str) -> HttpResponseBase:
    """The same, again whenever it changes (server-sent events)."""
    if await sync_to_async(asks_too_often)(request):
        return _slow_down()
    response = await stream(request, _topic(signed), partial(_shown, signed))
    if response.status_code == NOTHING_MORE and await sync_to_async(guesses_too_often)(request):
        return _slow_down()
    return _kept_private(response)


def _topic(token: str) -> str:
    """What is announced under it is the session's; a token that opens nothing hears nothing."""
    try:
        return f"session:{read_token(token)[0]}"
    except ValueError:
        return ""


def _screen(token: str) -> Screen:
    """What the token shows now; over, if it opens nothing."""
    try:
        session = open_screen(token)
    except Http404:
        return Screen(OVER)
    with organization_scope(session.organization):
        return screen_of(session, timezone.now())


def _shown(token: str) -> dict[str, object] | None:
    """The part of the page that changes; None when nothing more comes."""
    shown = _screen(token)
    if shown.state == OVER:
        return None
    return {"shown": render_to_string("interviews/screen_shown.html", _context(shown))}


def _context(shown: Screen) -> dict[str, object]:
    return {"screen": shown, "prompt": render_markdown(shown.prompt)}


def _slow_down() -> HttpResponse:
    headers = {"Retry-After": "60"}
    return HttpResponse("Too many requests: wait a minute.", "text/plain", TOO_MANY, headers=headers)


def _kept_private(response: Answer) -> Answer:
    """Out of caches, search engines, and the records of where somebody came from."""
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
