"""What people agree or object to."""

from __future__ import annotations

from transforms.subjects.consent.words import purposes, within, words_of

RESEARCH, NEWSLETTER, PARENTAL = "research", "newsletter", "parental"
OBJECTION, DO_NOT_CONTACT = "objection", "do_not_contact"

MINOR_WITHOUT_CONSENT = "minor_without_consent"
"""What nobody states but each run notes, beside the statements, so that a deadline can count from the first time."""

RESTRICTING = (OBJECTION, DO_NOT_CONTACT, MINOR_WITHOUT_CONSENT)
"""Purposes whose *yes* restricts: between two statements of one moment it wins; for all others *no* does."""

UNSUBSCRIBED = "unsubscribed"
"""Role of a column or list whose *yes* is a *no* to the newsletter; its *no* states nothing."""

REACHED_AT = {NEWSLETTER: ("email",), DO_NOT_CONTACT: ("email", "phone")}
"""Purposes that hold for an address or number, whoever else it belongs to, and the kinds of these."""


def named_in(text: str) -> tuple[str, ...]:
    """The purposes that a header, an answer or a table's name speaks of.

    To unsubscribe speaks of ``unsubscribed`` alone, also where the newsletter is named.

    >>> named_in("Ik wil de nieuwsbrief ontvangen"), named_in("Recherche scientifique et infolettre")
    (('newsletter',), ('research', 'newsletter'))
    >>> named_in("UNSUB_TIME"), named_in("nieuwsbrief_uitgeschreven"), named_in("lichamelijk onderzoek")
    (('unsubscribed',), ('unsubscribed',), ())
    """
    words = words_of(text)
    found = tuple(purpose for purpose in purposes() if within("purposes", purpose).search(words))
    return tuple(one for one in found if one != NEWSLETTER) if UNSUBSCRIBED in found else found
