"""Signing in again on a page that is still open, as the person whose page it is and as nobody else."""

import json

from allauth.account.forms import LoginForm
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts.access import user_of_page
from accounts.adapter import AccountAdapter
from accounts.forms import SignInForm
from accounts.ground.verdict import Denied, Invalid
from accounts.models import User


class TooManyTries(Exception):
    """Nobody may try before so many seconds have passed."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@sensitive_post_parameters("password")
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """POST `page` (the page's signed owner) and `password`, as JSON or a form; answers {"name", "email"}.

    400 a wrong password or a page that is none of ours, 403 an account that is closed or needs more than a
    password, 429 with Retry-After after too many tries; all in the API's shape of errors, and nobody is
    signed in then. Who was signed in as somebody else is signed out. GET leads to the ordinary sign-in; a
    script that asks for JSON learns who is signed in (null: nobody). It brings the CSRF cookie in any case.
    """
    if request.method == "GET":
        get_token(request)
        if request.headers.get("Accept") != "application/json":
            return redirect("account_login")
        return JsonResponse(_person(request.user if isinstance(request.user, User) else None))
    try:
        user = _sign_in(request)
    except TooManyTries as error:
        words = f"Too many tries. Wait {in_words(error.seconds)}, then try again."
        return _error("throttled", words, 429, headers={"Retry-After": str(error.seconds)})
    except Invalid as error:
        return _error("invalid", error.reason, 400, error.fields)
    except Denied as error:
        return _error("denied", error.reason, 403)
    return JsonResponse(_person(user))


def _person(user: User | None) -> dict[str, str | None]:
    return {"name": user.name if user else None, "email": user.email if user else None}


@sensitive_variables("password", "form")
def _sign_in(request: HttpRequest) -> User:
    page, password = _read(request)
    user = user_of_page(page)
    if user is None:
        raise Invalid("This page is too old to sign in on. Sign in in a new tab.")
    if not ratelimit.consume(request, action="login"):
        raise TooManyTries(AccountAdapter(request).seconds_to_wait(user.email))
    form = SignInForm({"login": user.email, "password": password}, request=request)
    if not form.is_valid():
        raise _refusal(request, form, user)
    if form.user != user:  # another account that answers to the same address
        raise Denied(f"This page belongs to {user}. Nobody was signed in.")
    if not user.is_active:
        raise Denied("This account is closed. Ask an administrator of your organisation to open it again.")
    form.login(request)
    list(messages.get_messages(request))  # "signed in" would be news on a later page, and stale there
    if request.user != user:
        raise Denied("Signing in needs more than the password. Sign in in a new tab.")
    return user


def _read(request: HttpRequest) -> tuple[str, str]:
    body = request.POST
    if request.content_type == "application/json":
        try:
            body = json.loads(request.body)
        except (ValueError, RecursionError):
            raise Invalid("The body is not JSON.") from None
        if not isinstance(body, dict):
            raise Invalid("The body is not a JSON object.")
    return str(body.get("page", "")), str(body.get("password", ""))


def _refusal(request: HttpRequest, form: LoginForm, user: User) -> Exception:
    codes = {error.code for errors in form.errors.as_data().values() for error in errors}
    if "too_many_login_attempts" in codes:
        return TooManyTries(AccountAdapter(request).seconds_to_wait(user.email))
    words = "Enter your password." if "required" in codes else "This is not the password."
    return Invalid(words, {"password": words})


def in_words(seconds: int) -> str:
    """A time to wait as a person says it, rounded up: "40 seconds", "5 minutes"."""
    if seconds < 60:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    minutes = -(-seconds // 60)
    return f"{minutes} minute{'' if minutes == 1 else 's'}"


def _error(
    code: str,
    detail: str,
    status: int,
    fields: dict[str, str] | None = None,
    headers: dict[str, str] | None = None,
) -> JsonResponse:
    body = {"error": {"code": code, "detail": detail, "fields": fields or {}}}
    return JsonResponse(body, status=status, headers=headers)
