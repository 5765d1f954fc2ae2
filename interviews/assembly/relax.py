"""A request with one rule given up or loosened."""

from dataclasses import replace

from .shapes import Choice, Quota, Relaxation, Request, SessionNeed, Target


def relax(request: Request, relaxation: Relaxation) -> Request:
    """The request without the rule, or with the rule as loose as the relaxation says. Never tightens.

    What the relaxation names and the request does not have is passed over. Raises ValueError for a kind that
    there is not.
    """
    kind, to = relaxation.kind, relaxation.to
    if kind == "reserved":
        return replace(request, reserved=frozenset())
    if kind == "pilots":
        most = request.most_pilots
        return replace(request, most_pilots=None if to is None or most is None else max(most, int(to)))
    if kind == "twice":
        kept = tuple(quota for quota in request.twice if quota.topic != relaxation.topic)
        return replace(request, twice=kept)
    if kind == "pin":
        return replace(request, pins=_unpinned(request, relaxation.session))
    if kind in ("hardness", "length", "topics"):
        target = request.target and _aimed(request.target, relaxation)
        return replace(request, target=target)
    if kind not in ("minimum", "minutes", "kinds", "level", "barred"):
        raise ValueError(f"There is no rule of kind {kind!r}.")
    sessions = tuple(
        _loosened(request, need, relaxation) if need.position == relaxation.session else need
        for need in request.sessions
    )
    return replace(request, sessions=sessions)


def _unpinned(request: Request, session: int | None) -> tuple[Choice, ...]:
    closed = {need.position for need in request.sessions if need.closed}
    return tuple(pin for pin in request.pins if pin.session != session or pin.session in closed)


def _loosened(request: Request, need: SessionNeed, relaxation: Relaxation) -> SessionNeed:
    to = relaxation.to or 0
    if relaxation.kind == "minutes":
        return replace(need, minutes=max(need.minutes, int(to)))
    if relaxation.kind == "kinds":
        return replace(need, kinds=frozenset())
    if relaxation.kind == "barred":
        return replace(need, barred=frozenset())
    if relaxation.kind == "level":
        levels = frozenset(row.level for row in request.bank if row.level is not None)
        return replace(need, neighbours=need.neighbours | (levels - {need.level}))
    quotas = tuple(
        replace(quota, minimum=min(quota.minimum, int(to))) if quota.topic == relaxation.topic else quota
        for quota in need.quotas
    )
    return replace(need, quotas=quotas)


def _aimed(target: Target, relaxation: Relaxation) -> Target:
    to = relaxation.to or 0
    if relaxation.kind == "hardness":
        return replace(target, tolerance=max(target.tolerance, to))
    if relaxation.kind == "length":
        return replace(target, minutes_tolerance=max(target.minutes_tolerance, int(to)))
    topics = tuple(
        _reaching(quota, int(to)) if quota.topic == relaxation.topic else quota for quota in target.topics
    )
    return replace(target, topics=topics)


def _reaching(quota: Quota, count: int) -> Quota:
    return replace(quota, minimum=min(quota.minimum, count), maximum=max(quota.maximum, count))
