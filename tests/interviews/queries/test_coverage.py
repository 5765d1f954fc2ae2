from uuid import UUID

from interviews.queries.coverage import Column, matrix

SYSTEMS, QUEUES, CACHES, TEAM = (UUID(int=n) for n in range(1, 5))
NAMES = {SYSTEMS: "Systems", QUEUES: "Queues", CACHES: "Caches", TEAM: "Teamwork"}
PARENTS = {SYSTEMS: None, QUEUES: SYSTEMS, CACHES: SYSTEMS, TEAM: None}


def _cells(columns):
    found = matrix(columns, NAMES, PARENTS)
    return {line.topic: [cell.words for cell in line.cells] for line in found.lines}


def test_a_topic_counts_what_is_below_it_and_says_what_is_missing():
    one = Column("One", 45, ((QUEUES, 10), (CACHES, 15)), {SYSTEMS: 3})
    two = Column("Two", 30, ((TEAM, 20),), {TEAM: 1, QUEUES: 2})

    assert _cells([one, two]) == {
        "Systems": ["2 of 3", ""],
        "Caches": ["1 · 15 min", ""],
        "Queues": ["1 · 10 min", "0 of 2"],
        "Teamwork": ["", "1 · 20 min"],
    }


def test_topics_stand_below_the_topic_that_they_are_part_of():
    found = matrix([Column("One", 45, ((QUEUES, 10), (SYSTEMS, 5), (TEAM, 5)))], NAMES, PARENTS)

    assert [(line.topic, line.depth, line.count) for line in found.lines] == [
        ("Systems", 0, 2),
        ("Queues", 1, 1),
        ("Teamwork", 0, 1),
    ]
    assert found.minutes == ((20, 45),)


def test_a_question_without_a_topic_is_shown_as_such():
    assert _cells([Column("One", 45, ((None, 10),))]) == {"No topic": ["1 · 10 min"]}


def test_nothing_planned_is_an_empty_table():
    assert matrix([Column("One", 45, ())], NAMES, PARENTS).lines == ()


def test_a_topic_says_who_asks_it_and_whether_two_different_people_do():
    def column(lead, *questions):
        return Column("One", 45, tuple((topic, 10) for topic in questions), {}, lead)

    def people(*columns):
        [line] = [line for line in matrix(columns, NAMES, PARENTS, {QUEUES}).lines if line.topic == "Queues"]
        return line.askers, line.people, line.once_only

    assert people(column("Ana", QUEUES), column("Ben", QUEUES)) == (("Ana", "Ben"), 2, False)
    assert people(column("Ana", QUEUES), column("Ana", QUEUES)) == (("Ana",), 1, True)
    assert people(column("Ana", QUEUES), column("", QUEUES)) == (("Ana", "nobody yet"), 2, False)
    assert people(column("Ana", TEAM)) == ((), 0, True)


def test_all_that_is_missing_is_said_in_words():
    columns = [
        Column("One", 45, ((QUEUES, 10),), {QUEUES: 2}, "Ana"),
        Column("Two", 45, ((TEAM, 10),), {TEAM: 1, CACHES: 1}, "Ben"),
    ]
    found = matrix(columns, NAMES, PARENTS, {QUEUES})

    assert found.lacks == [
        "One: Queues: 1 of 2",
        "Two: Caches: 0 of 1",
        "Queues: to be asked by two different people, 1 so far",
    ]
    assert found.missing(1) == ["Caches: 0 of 1"]
    assert found.heads == [("One", "Ana"), ("Two", "Ben")]
