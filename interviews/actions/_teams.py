"""Checks the names of teams that somebody was in before."""

from collections.abc import Iterable

from accounts.ground.verdict import Invalid
from interviews.queries.conflicts import same_team

LONGEST_TEAM, MOST_TEAMS = 120, 20


def check_teams(names: Iterable[str]) -> list[str]:
    """The names, tidied, each once; Invalid for too many or too long ones."""
    teams: dict[str, str] = {}
    for name in names:
        tidy = " ".join(name.split())
        if tidy:
            teams.setdefault(same_team(tidy), tidy)
    if len(teams) > MOST_TEAMS or any(len(team) > LONGEST_TEAM for team in teams.values()):
        problem = f"At most {MOST_TEAMS} teams, each with up to {LONGEST_TEAM} characters."
        raise Invalid(problem, {"former_teams": problem})
    return list(teams.values())


def check_team(name: str) -> str:
    """The name of one team, tidied; "" for none, Invalid for one that is too long."""
    tidy = " ".join(name.split())
    if len(tidy) > LONGEST_TEAM:
        problem = f"A team's name has up to {LONGEST_TEAM} characters."
        raise Invalid(problem, {"team": problem})
    return tidy
