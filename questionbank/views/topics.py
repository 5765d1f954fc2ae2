"""Topics and levels: the words that questions are sorted by."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from questionbank import rules
from questionbank.actions.create_level import create_level
from questionbank.actions.create_topic import create_topic
from questionbank.actions.rename_topic import rename_topic
from questionbank.forms import TopicForm, show_refusal, topic_choices
from questionbank.queries.topics import levels_of, topic_tree


@require_http_methods(["GET", "POST"])
def topics(request: MemberRequest, org: str) -> HttpResponse:
    """The topic tree with its counts, and the ladder; curators add a topic."""
    rules.may_read_bank(request.member).require()
    tree = topic_tree(request.organization.pk)
    form = TopicForm(request.POST or None, topics=topic_choices(tree))
    if request.method == "POST" and form.is_valid():
        name, parent = form.cleaned_data["name"], form.cleaned_data["parent"]
        try:
            topic = create_topic(actor=request.member, name=name, parent_id=parent)
        except Invalid as error:
            show_refusal(form, error.fields)
        else:
            messages.success(request, f"Topic “{topic.name}” added.")
            return redirect("topics", org)
    context = {
        "tree": tree,
        "form": form,
        "levels": levels_of(request.organization.pk),
        "may_curate": rules.may_curate(request.member),
    }
    return render(request, "questionbank/topics.html", context, status=400 if form.errors else 200)


@require_POST
def topic_rename(request: MemberRequest, org: str, topic: uuid.UUID) -> HttpResponse:
    """Gives a topic another name."""
    row = rename_topic(actor=request.member, topic_id=topic, name=request.POST.get("name", ""))
    messages.success(request, f"The topic is called “{row.name}” now.")
    return redirect("topics", org)


@require_POST
def level_add(request: MemberRequest, org: str) -> HttpResponse:
    """Adds a level above all others."""
    try:
        row = create_level(actor=request.member, name=request.POST.get("name", ""))
    except Invalid as error:
        messages.error(request, _in_words(error))
    else:
        messages.success(request, f"Level “{row.name}” added.")
    return redirect("topics", org)


def _in_words(error: Invalid) -> str:
    return " ".join([error.reason, *error.fields.values()])
