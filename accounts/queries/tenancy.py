"""Looks for rows that point into another organisation."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import F, ForeignKey

from accounts.ground.tenancy import TenantModel, all_organizations


def crossing_links() -> Iterator[tuple[str, int]]:
    """Each foreign key between tenants' rows, as "model.field", and how many rows cross over.

    One query a foreign key, over all organisations. Joining tables of many-to-many fields have no
    organisation of their own: both their ends are compared.
    """
    with all_organizations():
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                if not isinstance(field, ForeignKey) or not _is_tenant(field.related_model):
                    continue
                if _is_tenant(model):
                    rows = model._base_manager.exclude(**{field.name: None})
                    crossed = rows.exclude(organization=F(f"{field.name}__organization"))
                    yield f"{model._meta.label}.{field.name}", crossed.count()
        yield from _crossing_joins()


def _crossing_joins() -> Iterator[tuple[str, int]]:
    for model in apps.get_models():
        for field in model._meta.many_to_many:
            if _is_tenant(model) and _is_tenant(field.related_model):
                through = field.remote_field.through
                assert through is not None  # noqa: S101  # Django makes one where none is named
                near, far = field.m2m_field_name(), field.m2m_reverse_field_name()
                rows = through._base_manager.exclude(**{f"{near}__organization": F(f"{far}__organization")})
                yield f"{model._meta.label}.{field.name}", rows.count()


def _is_tenant(model: object) -> bool:
    return isinstance(model, type) and issubclass(model, TenantModel)
