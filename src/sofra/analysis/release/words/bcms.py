"""Amount words in Bosnian-Montenegrin-Serbian, in Latin. A draft until a native speaker has read it."""

AMOUNTS = {
    "all": r"""
        svi
        svih
        svima
        sv(?:e|a) (?:učesni\w+|organizacij\w+|nevladin\w+|novinar\w+|zemlj\w+|države)
        svak(?:o|i|a|e|og|oga|om|ome|u)
        jednoglasn\w*
        uvijek
        uvek
        svuda
        svugdje
        bez izuzetka
        cijela prostorija
        cela prostorija
    """,
    "nobody": r"""
        ni(?:t)?ko
        nikog(?:a)?
        nikom(?:e|u)?
        nijed(?:an|na|no|nog|noga|ne|nu|nom|nim)
        nikad(?:a)?
    """,
    "most": r"""
        (?:velik|ogromn|široka?|pretežn|apsolutn)\w* većin(?:a|e|i|u|om)
        najveći (?:dio|deo|broj)
        najvećeg (?:dijela|dela|broja)
        gotovo (?:svi|sve|svih|svima|svako|svaki)
        skoro (?:svi|sve|svih|svima|svako|svaki)
        uglavnom
        pretežno
        najviše
        većinom
        mahom
    """,
    "majority": r"""
        većin(?:a|e|i|u)
        većinsk\w+
        više od pol(?:a|ovine)
        preko pol(?:a|ovine)
    """,
    "many": r"""
        mnog(?:i|e|a|ih|im|ima)
        mnogo(?! (?:više|manje|bolje|gore|veći|veća|veće|teže|lakše))
        brojn(?:i|e|a|ih|im|ima)
        veliki broj
        često
        puno
    """,
    "around_half": r"""
        (?:oko|otprilike|približno|skoro|gotovo) pol(?:a|ovina|ovine|ovinu)
        polovin(?:a|e|u|i)
    """,
    "up_to_half": r"""
        do pol(?:a|ovine)
        najviše pol(?:a|ovina)
        ne više od pol(?:a|ovine)
    """,
    "some": r"""
        nek(?:i|e|ih|im|ima)
        nekolik(?:o|icina|icine|icinu)
        pojedin(?:i|e|a|ih|im|ima|ci)
        izvjestan broj
        izvestan broj
        ponekad
        djelimično
        delimično
        djelomično
        dio (?:učesnika|organizacija|prisutnih|nevladinih|novinara)
        deo (?:učesnika|organizacija|prisutnih|nevladinih|novinara)
    """,
    "minority": r"""
        (?:mala |malu |male )?manjin(?:a|e|i|u|om)
        manje od pol(?:a|ovine)
        ispod polovine
    """,
    "few": r"""
        (?:samo |tek |vrlo |veoma )?malo(?! (?:više|manje|bolje))
        (?:samo |tek )?mali broj
        malobrojn\w+
        (?:samo |tek )?r(?:ij|j|)etk(?:i|o|e|ih|im|ima)
        šačica
        šačicu
        jedva (?:iko|itko|neko|koj\w)
    """,
    "agreement": r"""
        konsenzus\w*
        saglasnost\w*
        suglasnost\w*
        zajedničk\w+ (?:mišlj?enj\w+|stav\w*|osjećaj\w*|osećaj\w*|ocjen\w+|ocen\w+)
    """,
    "divided": r"""
        podijeljen\w*
        podeljen\w*
        mišljenja se razlikuju
        mišljenja su se razlikovala
        spor(?:an|n\w+)
        osporavan\w*
    """,
}
NO_AMOUNT = r"""
    p(?:rij|r)e svega
    sve (?:više|manje|dok|češće|teže|veći|veća|veće)
    iznad svega
    nikad(?:a)? (?:više|nije kasno)
    najmanje
    bar(?:em)? malo
    (?:p(?:rij|r)e|nakon|posl(?:ij|)e|za) (?:nekoliko|malo) (?:godina|mjeseci|meseci|dana|sedmica|nedelja|vremena)
    nacionaln\w+ manjin\w+
    etničk\w+ manjin\w+
    svaki dan
    svake godine
    hvala (?:puno|mnogo)
    u svakom slučaju
    jednako (?:često|mnogo)
"""
AGREEING = r"""
    slaž(?:u|e|emo) se
    se (?:\w+ )?slaž(?:u|e|emo)
    složil[ia] su se
    su se (?:\w+ )?složil[ia]
    se (?:\w+ )?složil[ia]
    saglasn[iao]
    suglasn[iao]
    istog mišljenja
    slaganj\w+
"""
DISAGREEING = r"""
    ne slaž(?:u|e|emo)(?: se)?
    se ne slaž(?:u|e|emo)
    nis(?:u|mo) se složil[ia]
    se nis(?:u|mo) složil[ia]
    nis(?:u|mo) saglasn[ia]
    nis(?:u|mo) suglasn[ia]
    protiv(?:e|i|ilo|ili|io)?(?: (?:se|toga|tome))?
    neslaganj\w+
    nesaglasnost\w*
"""
NOT_COUNTED = r"""
    ni(?:t)?ko nije (?:to |ih )?(?:pre|iz)?broja(?:o|la)
    nije (?:pre|iz)?broj(?:ano|ao|ana|an|eno)
    nisu (?:pre|iz)?broj(?:ani|ane|ana|ali)
    bez brojanja
    neprebrojan\w*
"""

NOBODY_COUNTED = "Niko nije brojao."
"""The fixed words for a sentence that speaks of an amount without a count."""
