"""Amount words in Albanian. A draft until a native speaker has read it."""

AMOUNTS = {
    "all": r"""
        të gjith[ëa]
        të gjithëve
        gjithkush
        secil[ia]
        secil(?:it|ës|in|ën)
        çdokush
        çdonjër[iaën]+
        çdo (?:pjesëmarrës\w*|organizatë\w*|gazetar\w*|vend|OJQ|OSHC)
        njëzëri
        unanim\w*
        gjithmonë
        kudo
        pa përjashtim
    """,
    "nobody": r"""
        asku(?:sh|jt|jnd|nd)
        asnjër[ia]
        asnjë
        kurrë
        asnjëherë
    """,
    "most": r"""
        shumica dërrmuese
        shumicës dërrmuese
        shumicën dërrmuese
        shumicë dërrmuese
        shumic[aës]+n? e (?:madhe|gjerë)
        pothuajse (?:të gjith[ëa]|secil[ia])
        thuajse (?:të gjith[ëa]|secil[ia])
        gati (?:të gjith[ëa]|secil[ia])
        pjes[aëesn]+ (?:më )?(?:e|të) madhe
        kryesisht
        më së shumti
        gjerësisht
    """,
    "majority": r"""
        shumic(?:a|ë|ën|ës)
        më shumë se gjysma
        më tepër se gjysma
        mbi gjysma
        mbi gjysmën
    """,
    "many": r"""
        shumë (?:prej|nga)
        shumë(?! (?:i|e|të|së|më|pak|mirë|keq|vonë|shpejt|shpesh|vështirë|lehtë|herë))(?= \w+)
        shumë(?=$)
        të shumt[ëa]
        mjaft (?:prej|nga)
        shumëkush
        shpesh(?:herë)?
        një numër i madh
    """,
    "around_half": r"""
        (?:rreth|afërsisht|afro|gati|pothuajse) (?:gjysma|gjysmës|gjysmën)
        gjysm(?:a|ës|ën)
    """,
    "up_to_half": r"""
        deri në gjysmën
        deri në gjysmë
        jo më shumë se gjysma
        së shumti gjysma
    """,
    "some": r"""
        disa
        ca
        një numër(?! i (?:madh|vogël))
        nganjëherë
        pjesërisht
        një pjesë
        dikush
    """,
    "minority": r"""
        (?:një )?pakic(?:ë|a|ës|ën)
        më pak se gjysma
        nën gjysmën
    """,
    "few": r"""
        (?:vetëm |shumë )?pak(?! (?:më|a shumë|nga pak))
        të pakt[ëa]
        të rrall[ëa]
        rrallë(?:herë|kush)?
        një numër i vogël
        një grusht
    """,
    "agreement": r"""
        konsensus(?:i|it|in)?
        mendim(?:i|in|it)? (?:i|të|e) përbashkët
        ndjenj[aë]n? e përbashkët
        pikëpamje (?:e|të) përbashk[ëe]ta?
    """,
    "divided": r"""
        (?:të|i|e) ndar[ëa] (?:lidhur|për|mbi)
        mendimet (?:ndryshojnë|ndaheshin|u ndanë|janë të ndara|ishin të ndara)
        (?:i|e|të) kontestuar\w*
        (?:i|e|të) diskutueshm[eëa]
    """,
}
NO_AMOUNT = r"""
    mbi të gjitha
    para së gjithash
    gjithçka
    së paku
    të paktën
    pak a shumë
    më shumë(?! se gjysma)
    aq shumë
    gjithashtu
    (?:para|pas) (?:disa|pak) (?:vitesh|muajsh|javësh|ditësh)
    pakic(?:at|ave|at) (?:etnike|kombëtare)
    pakicë kombëtare
    faleminderit shumë
    shumë faleminderit
"""
AGREEING = r"""
    pajtoh(?:en|et|eshin|em|emi)
    u pajtuan
    pajtuan
    pajtim(?:i|in|it)?
    dakord
    pajtueshmëri
    (?:janë|ishin|jemi) të një mendimi
"""
DISAGREEING = r"""
    nuk (?:u )?pajto(?:hen|het|heshin|hemi)
    nuk u pajtuan
    s['’]pajtohen
    kundërsht(?:ojnë|uan|on|oi|im\w*)
    mospajtim\w*
    (?:janë|ishin) kundër
    nuk (?:janë|ishin) dakord
"""
NOT_COUNTED = r"""
    askush nuk (?:i |e |ka )?numëro(?:i|ri)
    nuk (?:u|është|janë) numëruar\w*
    nuk u numërua(?:n)?
    pa (?:u )?numëruar
    pa numërim
    (?:i|e|të) panumëruar\w*
"""

NOBODY_COUNTED = "Askush nuk numëroi."
"""The fixed words for a sentence that speaks of an amount without a count."""
