"""Amount words in German. A draft until a native speaker has read it."""

AMOUNTS = {
    "all": r"""
        alle[nrs]?
        jede[rsnm]?
        jedermann
        sämtliche[nr]?
        ausnahmslos
        einstimmig\w*
        einhellig\w*
        überall
        immer
        (?:der|die|das) ganze[n]? (?:raum|runde|saal)
    """,
    "nobody": r"""
        niemand(?:e[nms])?
        keine[rsnm]?
        kein
        nie
        niemals
    """,
    "most": r"""
        (?:die|der|den) meisten
        meist(?:ens|e|en)?
        fast (?:alle[nrs]?|jede[rsnm]?)
        beinahe (?:alle[nrs]?|jede[rsnm]?)
        nahezu (?:alle[nrs]?|jede[rsnm]?)
        (?:die|der|eine|einer) (?:große[n]?|überwiegende[n]?|breite[n]?|überwältigende[n]?) mehrheit
        überwiegend\w*
        vorwiegend
        hauptsächlich
        größtenteils
        weitgehend
        zumeist
    """,
    "majority": r"""
        (?:(?:die|der|eine|einer) )?mehrheit
        mehrheitlich\w*
        mehr als die hälfte
        über die hälfte
    """,
    "many": r"""
        viele[nrs]?
        zahlreiche[nr]?
        etliche[nr]?
        oft
        häufig\w*
        eine (?:große )?(?:menge|vielzahl|reihe)
    """,
    "around_half": r"""
        (?:rund|etwa|ungefähr|circa|ca\.|fast|knapp|gut) die hälfte
        (?:die|der) hälfte
        je zur hälfte
    """,
    "up_to_half": r"""
        bis zur hälfte
        höchstens die hälfte
        nicht mehr als die hälfte
    """,
    "some": r"""
        einige[nrs]?
        manche[nrs]?
        mehrere[nr]?
        verschiedene[nr]?
        ein paar
        manchmal
        teils
        teilweise
        zum teil
    """,
    "minority": r"""
        (?:(?:die|der|eine|einer) )?(?:kleine[n]? |große[n]? )?minderheit
        weniger als die hälfte
        unter der hälfte
    """,
    "few": r"""
        (?:nur |sehr |einige |ganz |die )?wenige[nrs]?
        kaum (?:jemand\w*|eine[rsnm]?|ein)
        eine handvoll
        vereinzelt\w*
        selten\w*
    """,
    "agreement": r"""
        konsens(?:es)?
        einigkeit
        gemeinsame[nrs]? (?:meinung|ansicht|auffassung|gefühl|sicht)
        geteilte[nrs]? (?:ansicht|auffassung|überzeugung)
    """,
    "divided": r"""
        geteilter meinung
        meinungen (?:gingen|gehen) auseinander
        umstritten\w*
        gespalten\w*
        uneinig
        uneins
        strittig\w*
    """,
}
NO_AMOUNT = r"""
    vor allem
    alles
    alle (?:zwei|drei|vier|fünf|zehn) (?:jahre|monate|wochen|tage)
    immer (?:mehr|wieder|noch|weniger|öfter|schwerer)
    wie immer
    nach wie vor
    vielen dank
    (?:ethnische|nationale|religiöse)[nr]? minderheit(?:en)?
    minderheiten
    (?:vor|in|nach|seit) (?:ein paar|einigen|wenigen|mehreren) (?:jahren|monaten|wochen|tagen|stunden)
    auf keinen fall
    kein wunder
"""
AGREEING = r"""
    sich einig
    einig
    einigten sich
    stimm(?:en|ten|t|te) (?:\w+ )?(?:\w+ )?zu
    zustimmung
    zugestimmt
    übereinstimm\w*
"""
DISAGREEING = r"""
    (?:nicht|anderer) (?:\w+ )?(?:einverstanden|meinung)
    stimm(?:en|ten|t|te) (?:\w+ ){0,3}nicht zu
    nicht zu(?=$)
    widerspr[ei]ch\w*
    widersprachen?
    dagegen
    lehn(?:en|ten|t|te) (?:\w+ ){0,3}ab
    ablehnung
"""
NOT_COUNTED = r"""
    niemand hat (?:\w+ )?gezählt
    nicht gezählt
    nie gezählt
    ungezählt
    ohne (?:zählung|auszählung)
    gezählt hat (?:das |es )?niemand
"""

NOBODY_COUNTED = "Niemand hat gezählt."
"""The fixed words for a sentence that speaks of an amount without a count."""
