"""Amount words in English."""

AMOUNTS = {
    "all": r"""
        all
        every(?:body|one)
        each and every
        everywhere
        always
        unanimous(?:ly)?
        unanimity
        without exception
        with one voice
        every (?:participant|speaker|guest|voice|person|organi[sz]ation|CSO|NGO|journalist|country)
        the whole room
    """,
    "nobody": r"""
        nobody
        no[ -]one
        none
        no (?:participant|speaker|guest|voice|person|organi[sz]ation|CSO|NGO|journalist)s?
        never
    """,
    "most": r"""
        most
        mostly
        almost (?:all|every(?:body|one)?)
        nearly (?:all|every(?:body|one)?)
        the (?:vast|great|large|overwhelming|broad) majority
        (?:a|an) (?:vast|great|large|overwhelming|broad) majority
        predominantly
        mainly
        largely
        general(?:ly)? (?:agree\w*|shared|accepted|felt)
        widely (?:agreed|shared|accepted|felt)
    """,
    "majority": r"""
        (?:(?:a|the) )?majority
        more than half
        over half
        more often than not
    """,
    "many": r"""
        many
        numerous
        a lot of
        lots of
        plenty of
        a (?:large|great|high) number of
        frequently
        often
    """,
    "around_half": r"""
        (?:about|around|roughly|nearly|almost|some) half
        half
    """,
    "up_to_half": r"""
        up to half
        at most half
        no more than half
        not more than half
    """,
    "some": r"""
        some
        several
        a number of
        various
        certain (?:participants|speakers|guests|voices|people|organi[sz]ations|CSOs|NGOs|journalists)
        sometimes
        partly
    """,
    "minority": r"""
        (?:(?:a|the) )?(?:small |tiny |large )?minority
        less than half
        fewer than half
        under half
    """,
    "few": r"""
        (?:(?:a|only a|only|very|one of the|the|quite a) )?few
        hardly any(?:body|one)?
        scarcely any(?:body|one)?
        a handful(?: of)?
        rare(?:ly)?
        seldom
    """,
    "agreement": r"""
        consensus
        common (?:sentiment|view|ground|opinion|feeling)
        shared (?:view|sentiment|opinion|feeling)
        like-minded room
    """,
    "divided": r"""
        (?:was|were|is|are|remains?|stay(?:s|ed)?) divided
        divided (?:on|over|about)
        contested
        opinions? (?:differ|differed|were split|split)
        (?:is|are|was|were) split
        mixed (?:views|opinions|feelings)
    """,
}
NO_AMOUNT = r"""
    at (?:most(?! half)|all)
    some (?:years|months|weeks|days|time) (?:ago|later|back)
    most (?:important|importantly|recent|recently|urgent|vulnerable|exposed|common|serious|of all)
    all (?:the )?(?:more|over|along|right)
    above all
    first of all
    after all
    once and for all
    half (?:a|an) \w+
    a few (?:years|months|weeks|days|hours|minutes)
    (?:in )?some (?:way|ways|day|time)
    for some time
    not? always
    never(?:theless| mind)
    none the less
    many thanks
    ethnic minorit(?:y|ies)
    (?:national|religious|sexual) minorit(?:y|ies)
    minority (?:communities|groups|languages?|rights)
"""
AGREEING = r"""
    agree
    agrees
    agreed
    agreement
"""
DISAGREEING = r"""
    disagree
    disagrees
    disagreed
    disagreement
    (?:do|does|did) not agree
    don['’]t agree
    opposed?
    against (?:it|this|that)
    reject(?:s|ed)?
"""
NOT_COUNTED = r"""
    nobody counted
    no one counted
    not counted
    (?:was|were) never counted
    without a count
    there is no count
    uncounted
"""

NOBODY_COUNTED = "Nobody counted."
"""The fixed words for a sentence that speaks of an amount without a count."""
