"""Where the marks of a chart by month stand."""

from scoring.pictures_months import months


def month(name: str, residual: float | None, grade: str = "none") -> dict:
    return {"month": name, "n": 12, "residual": residual, "ewma": 0.0, "grade": grade}


def test_harsher_is_up_though_the_residual_then_is_negative():
    chart = months([month("2026-01", -0.4), month("2026-02", 0.2)])
    harsh, mild = chart.months
    assert harsh.harsher == 0.4
    assert float(harsh.y) < float(chart.zero) < float(mild.y)


def test_a_month_without_a_value_is_left_out_of_the_line():
    chart = months([month("2026-01", 0.1), month("2026-02", None), month("2026-03", 0.1)])
    assert chart.path.count("L") == 1
    assert not chart.months[1].y


def test_the_gravest_grade_is_told_and_of_equal_ones_the_latest():
    rows = [month("2026-01", 0.1, "look"), month("2026-02", 0.1, "watch"), month("2026-03", 0.1, "look")]
    assert months(rows).worst.name == "2026-03"
    assert months(rows).worst.word == "Look"
    assert months(rows[1:2]).worst.word == "Watch"
    assert months([month("2026-01", 0.1)]).worst is None


def test_names_of_many_months_thin_out():
    chart = months([month(f"20{20 + n // 12}-{n % 12 + 1:02}", 0.0) for n in range(60)])
    assert 3 <= sum(bool(one.label) for one in chart.months) <= 12


def test_no_month_at_all_is_an_empty_chart():
    assert (months([]).months, months([]).path) == ([], "")
