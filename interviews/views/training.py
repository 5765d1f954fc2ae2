"""Modules, who is trained for them, and one's own way."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.ground.request import MemberRequest
from accounts.ground.verdict import Invalid
from interviews import rules
from interviews.access import module_of, qualification_of
from interviews.actions.approve_qualification import approve_qualification
from interviews.actions.change_module import change_module
from interviews.actions.create_module import create_module
from interviews.actions.restore_module import restore_module
from interviews.actions.retire_module import retire_module
from interviews.actions.start_training import start_training
from interviews.actions.withdraw_qualification import withdraw_qualification
from interviews.forms.fields import TopicGroup, topic_groups
from interviews.forms.training import ApprovalForm, ModuleForm, ReasonForm, TraineeForm
from interviews.models import Module
from interviews.queries.modules import modules_of, people_of
from interviews.queries.qualifications import own_steps
from interviews.views.common import tell


@require_safe
def module_list(request: MemberRequest, org: str) -> HttpResponse:
    """All modules, those in use first."""
    rules.may_read(request.member).require()
    context = {
        "modules": modules_of(request.member),
        "may_manage": rules.may_manage_training(request.member),
        "may_interview": rules.may_interview(request.member),
    }
    return render(request, "interviews/module_list.html", context)


@require_http_methods(["GET", "POST"])
def module_new(request: MemberRequest, org: str) -> HttpResponse:
    """Makes a module."""
    rules.may_manage_training(request.member).require()
    groups = topic_groups(request.member)
    form = ModuleForm(groups, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = create_module(actor=request.member, **form.values())
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, f"{row.name} is made. Now say who is approved or in training.")
            return redirect("module", org=org, module=row.pk)
    return _form(request, form, groups, None)


@require_http_methods(["GET", "POST"])
def module_edit(request: MemberRequest, org: str, module: uuid.UUID) -> HttpResponse:
    """Changes a module."""
    rules.may_manage_training(request.member).require()
    row = module_of(request.member, module)
    groups = topic_groups(request.member)
    form = ModuleForm(groups, request.POST or None, module=row)
    if request.method == "POST" and form.is_valid():
        try:
            change_module(actor=request.member, module_id=row.pk, **form.values())
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, "The module is saved.")
            return redirect("module", org=org, module=row.pk)
    return _form(request, form, groups, row)


def _form(
    request: MemberRequest, form: ModuleForm, groups: list[TopicGroup], module: Module | None
) -> HttpResponse:
    chosen = {str(value) for value in form["topics"].value() or []}
    context = {"form": form, "groups": groups, "module": module, "chosen": chosen}
    return render(request, "interviews/module_form.html", context, status=400 if form.errors else 200)


@require_safe
def module(request: MemberRequest, org: str, module: uuid.UUID) -> HttpResponse:
    """One module: its topics, who is approved, who is on the way."""
    return _page(request, module_of(request.member, module))


def _page(request: MemberRequest, row: Module, **bound: Any) -> HttpResponse:
    member = request.member
    may_manage = bool(rules.may_manage_training(member))
    people = people_of(member, row)
    may_approve = people.reader_approves and row.retired_at is None
    context = {
        "module": row,
        "topics": row.topics.all(),
        "people": people,
        "may_manage": may_manage,
        "trainee": bound.get("trainee") or (TraineeForm(member) if may_manage else None),
        "approval": bound.get("approval") or (ApprovalForm(member) if may_approve else None),
        "problem": bound.get("problem"),
    }
    return render(request, "interviews/module.html", context, status=400 if bound else 200)


@require_POST
def module_retire(request: MemberRequest, org: str, module: uuid.UUID) -> HttpResponse:
    """Takes it out of use."""
    row = retire_module(actor=request.member, module_id=module)
    messages.success(request, f"{row.name} is retired: its topics need no qualification by it any more.")
    return redirect("module", org=org, module=module)


@require_POST
def module_restore(request: MemberRequest, org: str, module: uuid.UUID) -> HttpResponse:
    """Takes it into use again."""
    row = restore_module(actor=request.member, module_id=module)
    messages.success(request, f"{row.name} is in use again.")
    return redirect("module", org=org, module=module)


@require_POST
def module_train(request: MemberRequest, org: str, module: uuid.UUID) -> HttpResponse:
    """Puts somebody into training."""
    rules.may_manage_training(request.member).require()
    row = module_of(request.member, module)
    form = TraineeForm(request.member, request.POST)
    if form.is_valid():
        try:
            made = start_training(
                actor=request.member, module_id=module, member_id=form.cleaned_data["member"]
            )
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, f"{made.member} is in training for {row.name}.")
            return redirect("module", org=org, module=module)
    return _page(request, row, trainee=form)


@require_POST
def module_approve(request: MemberRequest, org: str, module: uuid.UUID) -> HttpResponse:
    """Approves somebody, by name."""
    row = module_of(request.member, module)
    form = ApprovalForm(request.member, request.POST)
    if form.is_valid():
        try:
            made = approve_qualification(
                actor=request.member,
                module_id=module,
                member_id=form.cleaned_data["member"],
                note=form.cleaned_data["note"],
            )
        except Invalid as error:
            tell(form, error)
        else:
            messages.success(request, f"{made.member} is approved for {row.name}.")
            return redirect("module", org=org, module=module)
    return _page(request, row, approval=form)


@require_POST
def qualification_withdraw(request: MemberRequest, org: str, qualification: uuid.UUID) -> HttpResponse:
    """Takes an approval or a training away."""
    rules.may_manage_training(request.member).require()
    row = qualification_of(request.member, qualification)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row.module, problem=form)
    withdraw_qualification(actor=request.member, qualification_id=row.pk, reason=form.cleaned_data["reason"])
    messages.success(request, f"{row.module.name} is withdrawn from {row.member}.")
    return redirect("module", org=org, module=row.module_id)


@require_safe
def my_training(request: MemberRequest, org: str) -> HttpResponse:
    """One's own way through the modules."""
    rules.may_read(request.member).require()
    context = {"steps": own_steps(request.member.pk)}
    return render(request, "interviews/my_training.html", context)
