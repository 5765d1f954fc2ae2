"""What may be odd in how somebody rates, in words."""

from scoring.signals import SEEN, severity_signal, signals_of


def found(value: float | None, *, flagged: bool = False, words: str = "as expected") -> dict:
    return {"value": value, "unit": "points", "z": 0.0, "flagged": flagged, "words": words}


def test_all_five_faults_are_told_in_a_fixed_order_whatever_the_run_holds():
    assert [one.code for one in signals_of({})] == list(SEEN)
    assert {one.state for one in signals_of({"signals": None})} == {"Too little data"}


def test_too_little_data_says_what_is_missing():
    drift = signals_of({"signals": {"drift": found(None, words="too little data: 8 more ratings needed")}})[
        -1
    ]
    assert drift.flagged is None
    assert drift.words == "Too little data: 8 more ratings needed."
    assert drift.advice == ""


def test_what_is_flagged_comes_with_what_to_try_and_nothing_else_does():
    details = {"signals": {"halo": found(0.4, flagged=True), "drift": found(0.0)}}
    told = {one.code: one for one in signals_of(details)}
    assert told["halo"].state == "Worth a look"
    assert "one criterion at a time" in told["halo"].advice
    assert (told["drift"].state, told["drift"].advice) == ("Nothing unusual", "")


def test_a_severity_is_worth_advice_only_if_it_is_sure_and_large():
    assert severity_signal(0.5, 0.3, 0.7).label == "Harsher than colleagues"
    assert severity_signal(-0.5, -0.7, -0.3).label == "Milder than colleagues"
    assert "0.5 points fewer" in severity_signal(0.5, 0.3, 0.7).words
    assert severity_signal(0.5, -0.1, 1.1) is None
    assert severity_signal(0.1, 0.05, 0.15) is None
    assert severity_signal(None, None, None) is None
