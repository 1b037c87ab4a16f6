"""The entry batch: codes to print and hand out, remembered by neither side. Floor to door."""

from typing import Annotated

from msgspec import Meta, Struct

from sofra.hatch.brief import Slug

Code = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{8}$")]
EntryCode = Annotated[str, Meta(pattern=r"^([0-9A-HJKMNP-TV-Z]{8}|[0-9A-HJKMNP-TV-Z]{16})$")]
LongCode = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{16}$")]


class EntryBatch(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag="entry", tag_field="message"):
    version: Annotated[int, Meta(ge=1, le=1)] = 1
    dialogue: Slug
    address: Annotated[str, Meta(pattern=r"^https?://[^\s#]+/$", max_length=200)]
    participants: Annotated[tuple[EntryCode, ...], Meta(max_length=800)] = ()
    facilitators: Annotated[tuple[Code, ...], Meta(max_length=20)] = ()
    moderators: Annotated[tuple[Code, ...], Meta(max_length=20)] = ()
    rapporteurs: Annotated[tuple[Code, ...], Meta(max_length=20)] = ()
    translators: Annotated[tuple[Code, ...], Meta(max_length=20)] = ()
    key_cards: Annotated[tuple[LongCode, ...], Meta(max_length=5)] = ()

    def with_more(self, other: "EntryBatch") -> "EntryBatch":
        """One batch with the codes of both, for one print."""
        return EntryBatch(
            dialogue=self.dialogue,
            address=other.address,
            participants=self.participants + other.participants,
            facilitators=self.facilitators + other.facilitators,
            moderators=self.moderators + other.moderators,
            rapporteurs=self.rapporteurs + other.rapporteurs,
            translators=self.translators + other.translators,
            key_cards=self.key_cards + other.key_cards,
        )
