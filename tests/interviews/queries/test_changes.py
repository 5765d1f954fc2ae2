from interviews.actions.move_question import move_question
from interviews.actions.pin_question import pin_question
from interviews.actions.undo_change import undo_change
from interviews.queries.changes import news_since, steps_of


def _first(world):
    return world.session.planned.order_by("position").first().pk


def _steps(world):
    steps = steps_of(world.loop)
    return steps.undo and steps.undo.number, steps.redo and steps.redo.number


def test_the_buttons_walk_back_and_forth_until_somebody_changes_something_else(in_acme):
    words = {"actor": in_acme.coordinator, "loop_id": in_acme.loop.pk}
    assert _steps(in_acme) == (None, None)
    pin_question(actor=in_acme.coordinator, planned_id=_first(in_acme))
    move_question(actor=in_acme.coordinator, planned_id=_first(in_acme), direction="down")
    assert _steps(in_acme) == (2, None)
    undo_change(**words)
    assert _steps(in_acme) == (1, 3)
    undo_change(**words)
    assert _steps(in_acme) == (None, 4)
    undo_change(number=4, **words)
    assert _steps(in_acme) == (1, 3)
    undo_change(number=3, **words)
    assert _steps(in_acme) == (2, None)
    undo_change(**words)
    move_question(actor=in_acme.coordinator, planned_id=_first(in_acme), direction="down")
    assert _steps(in_acme) == (8, None)


def test_news_are_the_last_change_and_how_many_there_were(in_acme):
    loop = in_acme.loop.pk
    assert news_since(in_acme.coordinator, loop, 0) is None
    pin_question(actor=in_acme.coordinator, planned_id=_first(in_acme))
    move_question(actor=in_acme.lead, planned_id=_first(in_acme), direction="down")

    news = news_since(in_acme.coordinator, loop, 0)

    assert (news.who, news.told, news.count) == ("Lea Lead", "Moved a question down in Queues in depth", 2)
    assert (news.own, news_since(in_acme.lead, loop, 1).own) == (False, True)
    assert news_since(in_acme.curator, loop, 0) is None
