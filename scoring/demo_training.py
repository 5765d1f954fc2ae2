"""What the demonstration shows of training: two modules, who is approved, and somebody who learns one."""

from collections.abc import Mapping

from accounts.enums import Role
from accounts.models import Membership
from accounts.queries.organizations import members_of
from interviews.actions.approve_qualification import approve_qualification
from interviews.actions.create_module import create_module
from interviews.actions.start_training import start_training
from interviews.models import Module
from questionbank.models import Topic

WHY = "Led these interviews before Plumbline."
MODULES = {
    "System design": "Open problems on a whiteboard: scope, sketch, then go deep where it hurts.",
    "Machine learning": "From the question asked of the data to the model in service.",
}


def train_some(people: Mapping[str, Membership]) -> list[Module]:
    """Everybody who interviews is approved for both modules, but one, who learns the first."""
    interviewers = [m for m in members_of(people["admin"].organization) if m.has(Role.INTERVIEWER)]
    own = {member.pk for member in people.values()}
    trainee = next((member for member in interviewers if member.pk not in own), None)
    modules = [_module(people["coordinator"], name, text) for name, text in MODULES.items()]
    for number, module in enumerate(modules):
        for member in interviewers:
            if number == 0 and member == trainee:
                start_training(actor=people["coordinator"], module_id=module.pk, member_id=member.pk)
            else:
                approve_qualification(
                    actor=people["admin"], module_id=module.pk, member_id=member.pk, note=WHY
                )
    return modules


def _module(actor: Membership, name: str, description: str) -> Module:
    topics = Topic.objects.filter(organization_id=actor.organization_id, parent=None, name__iexact=name)
    return create_module(
        actor=actor,
        name=name,
        description=description,
        topic_ids=[topic.pk for topic in topics],
    )
