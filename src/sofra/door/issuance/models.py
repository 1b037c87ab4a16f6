from django.db import models

from sofra.door.preparation.models import Preparation


class Issuance(models.Model):
    """What is issued for one dialogue, in counts."""

    preparation = models.OneToOneField(Preparation, on_delete=models.CASCADE, primary_key=True)
    ticket_key = models.BinaryField(max_length=32)
    signing_key = models.BinaryField(max_length=4000, null=True)
    """Destroyed at the moment in which the issuing of passes ends."""
    passes = models.PositiveSmallIntegerField(default=0)
    codes = models.PositiveSmallIntegerField(default=0)
    """Drawn from the urn."""
    laid_in = models.PositiveSmallIntegerField(default=0)
    """Codes that were ever laid into the urn. The codes themselves are in memory alone."""

    def __str__(self) -> str:
        return f"issuance for {self.preparation_id}"


class Ticket(models.Model):
    """A ticket, kept as the keyed hash of its code. It bears no name: to whom it was sent is not known here."""

    ticket_hash = models.CharField(max_length=64, primary_key=True)
    issuance = models.ForeignKey(Issuance, on_delete=models.CASCADE, related_name="tickets")
    spent = models.CharField(max_length=64, blank=True)
    """Empty until then; afterwards the hash of the blinded message, or a random value for a code from the urn. So a
    lost answer can be asked for again, and nobody can tell the two apart."""

    def __str__(self) -> str:
        return "a ticket"
