"""Kinds are told only where the prompt is plain about it."""

import pytest

from questionbank.importing.kinds import has_star, kind_of


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("Design a booking system.", "system_design"),
        ("Entwerfen Sie ein System für Buchungen.", "system_design"),
        ("Diseña un sistema de reservas", "system_design"),
        ("Projete um sistema de reservas", "system_design"),
        ("Concevez un système", "system_design"),
        ("Спроектируйте чат", "system_design"),
        ("设计一个聊天系统", "system_design"),
        ("Implement a queue.", "coding"),
        ("Write a function that sorts ropes", "coding"),
        ("Schreiben Sie eine Funktion", "coding"),
        ("Escribe una función", "coding"),
        ("Écrivez une fonction", "coding"),
        ("Напишите функцию суммы", "coding"),
        ("手写一个队列", "coding"),
        ("How would you debug a leak?", "debugging"),
        ("Найдите ошибку в коде", "debugging"),
        ("Tell me about a time you failed", "behavioural"),
        ("Erzählen Sie von einer Situation", "behavioural"),
        ("Cuéntame de una situación difícil", "behavioural"),
        ("Conte sobre uma situação difícil", "behavioural"),
        ("Parlez-moi d'une situation difficile", "behavioural"),
        ("Расскажите о случае, когда", "behavioural"),
        ("请描述一次你失败的经历", "behavioural"),
        ("What is a function?", "concept"),
        ("What is the design of a keel?", "concept"),
        ("How would you implement and roll out a policy?", "concept"),
    ],
)
def test_kinds_in_seven_languages(prompt, kind):
    assert kind_of(prompt, "") == kind


def test_four_labels_in_order_make_an_answer_behavioural():
    assert has_star("**Situation:** At sea.\n\n**Task:** Home.\n\n**Action:** Reefed.\n\n**Result:** Home.")
    assert has_star("情境：海上\n任务：回家\n行动：收帆\n结果：到家")
    assert not has_star("Task: home\nSituation: sea\nAction: reef\nResult: home")
    assert not has_star("Situation: sea\nTask: home")
