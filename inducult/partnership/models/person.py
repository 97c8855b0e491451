"""People: the account model is our own from the first migration, so that it can grow."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from inducult.common.identifiers import LENGTH, new_identifier
from inducult.common.models import Language
from inducult.partnership.models.organisation import Organisation


class People(BaseUserManager["Person"]):
    """Makes people; e-mail addresses are compared in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Person:
        """Raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("A person needs an e-mail address to sign in.")
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account; signs in by e-mail address."""

    identifier = models.CharField(
        max_length=LENGTH, unique=True, default=new_identifier, editable=False
    )
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=2, choices=Language, default="en")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    organisations: models.ManyToManyField[Organisation, Membership] = models.ManyToManyField(
        Organisation, through="Membership"
    )

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def held(self) -> frozenset[tuple[str, str | None, str | None]]:
        """Role, region and organisation of each assignment, read once a request."""
        if not self.is_active:
            return frozenset()
        rows = self.assignments.values_list("role", "region_id", "organisation_id")
        return frozenset(rows.order_by("id"))


class Membership(models.Model):
    """A person belongs to an organisation from a day on, with a function in words."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    function = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation"], name="one_membership_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"
