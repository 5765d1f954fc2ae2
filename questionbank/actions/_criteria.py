"""What all actions on criteria ask of their words."""

from accounts.ground.verdict import Invalid
from questionbank.models import Criterion

LONGEST, LONGEST_DESCRIPTION = 80, 1000


def checked_words(name: str, description: str) -> tuple[str, str]:
    """Name and description without needless blanks; Invalid where one cannot be kept."""
    name, description = " ".join(name.split()), description.replace("\r\n", "\n").strip()
    if not 0 < len(name) <= LONGEST:
        raise Invalid("A criterion needs a name.", {"name": f"From 1 to {LONGEST} characters."})
    if len(description) > LONGEST_DESCRIPTION:
        problem = f"At most {LONGEST_DESCRIPTION} characters."
        raise Invalid("The description is too long.", {"description": problem})
    return name, description


def refuse_taken(name: str, *, but: Criterion | None = None) -> None:
    """Raises Invalid where another criterion than this one has the name."""
    rows = Criterion.objects.filter(name__iexact=name)
    if (rows.exclude(pk=but.pk) if but else rows).exists():
        raise taken(name)


def taken(name: str) -> Invalid:
    """The refusal of a name that another criterion has."""
    return Invalid(f"There is a criterion “{name}” already.", {"name": "Choose another name."})
