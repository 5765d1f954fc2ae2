"""What every API view below an organisation stands on."""

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.access import membership_for
from accounts.ground.tenancy import organization_scope

if TYPE_CHECKING:
    from accounts.models import Membership, Organization


class MemberMixin(APIView):
    """For views below /api/v1/o/<org>/: sets self.member and self.organization, opens the scope.

    A stranger gets the same 404 as for an organisation that does not exist.
    """

    permission_classes = [IsAuthenticated]
    member: "Membership"
    organization: "Organization"

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Runs after authentication."""
        super().initial(request, *args, **kwargs)
        self.member = membership_for(request.user, kwargs["org"])
        self.organization = self.member.organization
        self._scope.enter_context(organization_scope(self.organization))

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Closes the scope when the answer stands."""
        with ExitStack() as self._scope:
            return super().dispatch(request, *args, **kwargs)
