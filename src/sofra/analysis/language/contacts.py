"""Contacts and numbers in a text: what a person can be reached or looked up by, in the formats of the region."""

import re
from collections.abc import Callable, Iterator

Found = tuple[int, int, str]  # start, end, kind
_SURE_DIGITS = 8
_CALLED_DIGITS = range(6, 13)
_DAYS, _MONTHS = range(1, 32), range(1, 13)
_YEARS = (*range(900, 1000), *range(31))  # the last three digits, as a JMBG has them

_EMAIL = re.compile(r"[\w.+%-]+\s?(?:@|\(at\)|\[at\]|\(et\))\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_TOP = r"(?:com|org|net|info|eu|al|rs|ba|me|mk|hr|de|at|ch|uk|it|io|co|gov|edu|tv|срб|мкд)"
_URL = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"»“”]+|(?<![\w@.])(?:[\w-]+\.)+{_TOP}\b(?:/[^\s<>\"»“”]*)?", re.IGNORECASE
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-zА-Яа-яЀ-џ_][\w.]{1,29}(?<!\.)")
_NUMBERED_RUN = re.compile(r"(?<![\w.,/])(?:\+|00)?\(?\d(?:[ \u00a0./()\-–]{0,2}\d){5,16}(?![\w/]|[.,]\d)")
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"\d{{1,2}}[./-] ?\d{{1,2}}[./-] ?{_YEAR}|{_YEAR}[./-]\d{{1,2}}[./-]\d{{1,2}}|{_YEAR} ?[-–/] ?(?:19|20)?\d\d"
    rf"|\d+[/-]{_YEAR}"
)
_CALLING = re.compile(
    r"(?:tel|mob|fon|phone|call|cell|ring|numrin|numri|nr\. ?tel|zovi|zvati|zovite|nazov|broj|viber|whatsapp|sms"
    r"|тел|моб|јавете|јави|ѕвони|број|вајбер|позов|зови|telefonni|celular|kontakt|контакт)\w*[.:]?\s*(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"(?:law|act|no|nr|br|art|article|član|neni|§|glasnik|vendim\w*|ligj\w*|zakon\w*|закон\w*|бр|член)\.?\s*$",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"^\s*(?:€|\$|eur|евр|den|ден|lek|din|дин|km\b|км\b|kn\b|percent|prozent|posto|për qind|%)", re.IGNORECASE
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b")
_IBAN_LENGTHS = {
    "AL": 28,
    "XK": 20,
    "RS": 22,
    "BA": 20,
    "ME": 22,
    "MK": 19,
    "HR": 21,
    "DE": 22,
    "AT": 20,
    "CH": 21,
    "SI": 19,
}
_THIRTEEN = re.compile(r"(?<!\d)\d{13}(?!\d)")
_ALBANIAN = re.compile(r"(?<!\w)[A-T]\d{8}[A-W](?!\w)", re.IGNORECASE)
_ID_WORDS = re.compile(
    r"(?:numri? personal|nr\.? personal|letërnjoftim\w*|leternjoftim\w*|pasaport\w*|passport|pasoš\w*|pasos\w*|пасош\w*"
    r"|lična karta|lične karte|ličnu kartu|лична карта|личен број|личниот број|лични број|lični broj|osobni broj|OIB"
    r"|identity (?:card|number)|ID(?: card| number| nr\.?| no\.?)?|Ausweis\w*|Personalnummer|Reisepass\w*"
    r"|JMBG|ЈМБГ|EMBG|ЕМБГ|NIPT|NID)"
    r"(?:\s+(?:is|ist|je|е|është|number|no|nr|broj|br|број|бр|numri|Nummer)\.?)*"
    r"\W{0,3}(?P<number>(?-i:[A-Z]{0,2}) ?\d[\d \-]{4,14}\d(?-i:[A-Z]?))",
    re.IGNORECASE,
)
_LETTERS = "A-ZČĆŠŽĐЀ-ЯЁЂ-Џ"
_PLATE = re.compile(
    rf"(?<![\w-])(?:[{_LETTERS}]{{2}}[ -]?\d{{3,4}}[ -]?[{_LETTERS}]{{2}}"  # RS, MK, AL, HR
    rf"|[{_LETTERS}]{{2}}[ -][{_LETTERS}]{{2}}[ -]?\d{{3}}"  # ME
    rf"|[AEJKMOTАЕЈКМОТ]?\d{{2,3}}-[AEJKMOTАЕЈКМОТ]-\d{{3}}"  # BA
    rf"|0[1-7][ -]\d{{3}}[ -][{_LETTERS}]{{2}}"  # XK
    rf"|[A-ZÄÖÜ]{{1,3}}-[A-Z]{{1,2}} ?\d{{1,4}}[EH]?)(?![\w-])"  # DE
)
_HOUSE = r"(?:(?:br|nr|no|бр|Nr|Br|broj|број|numri|numër)\.? ?)?\d{1,3}(?: ?[a-zA-Zа-г])?\b"
_CAPITAL = r"[A-ZÄÖÜČĆŠŽĐËÇЀ-Я][\w.’'\-]+"
_NAME = rf"(?:[^\W\d_][\w.’'\-]*\s+){{0,3}}?{_CAPITAL}"
_STREET = (
    r"(?i:ul\.|ulic[aieu]|rr\.|rrug(?:a|ën|en|ës|es)|ул\.|улиц[аиуе]|улицата|бул\.|булевар(?:от|у|а)?|bul\.|bulevar(?:u|a)?|"
    r"blvd\.?|bulevardi[nt]?|trg(?:u|a)?|трг(?:у|а)?|плоштад(?:от)?|sheshi[nt]?|lagj(?:ja|en|es)|naselj[eu]|населба|sokak(?:u)?)"
)
_ADDRESS = re.compile(
    rf"\b{_STREET}\s*{_NAME},?\s+{_HOUSE}"
    rf"|\b\d{{1,4}} (?:{_CAPITAL} ){{1,3}}(?:Street|St\.|Road|Avenue|Boulevard|Square|Lane|Alley)"
    rf"|\b(?:{_CAPITAL} ){{1,3}}(?:Street|Road|Avenue|Boulevard|Square|Lane),? {_HOUSE}"
    rf"|\b[A-ZÄÖÜ][\w\-]*(?:straße|strasse|str\.|weg|gasse|platz|allee|ufer|damm) {_HOUSE}"
    rf"|\b[A-ZÄÖÜ][\w\-]+(?:er|en|-) (?:Straße|Strasse|Weg|Platz|Allee|Gasse) {_HOUSE}"
    rf"|\b(?:{_CAPITAL} ){{1,3}}(?:улица|ulica) {_HOUSE}"
)


def find_contacts(text: str) -> list[Found]:
    """Places of addresses, numbers and handles in a text, in no order; some may overlap."""
    return [found for finder in _FINDERS for found in finder(text)]


def _plain(pattern: re.Pattern[str], kind: str) -> Callable[[str], Iterator[Found]]:
    return lambda text: ((found.start(), found.end(), kind) for found in pattern.finditer(text))


def _urls(text: str) -> Iterator[Found]:
    for found in _URL.finditer(text):
        end = found.start() + len(found.group().rstrip(".,;:!?)"))
        yield found.start(), end, "url"


def _phones(text: str) -> Iterator[Found]:
    """A run of eight digits or more that begins with + or 0, or of seven when the words before speak of calling."""
    for found in _NUMBERED_RUN.finditer(text):
        run, before = found.group(), text[max(0, found.start() - 40) : found.start()]
        digits = sum(letter.isdigit() for letter in run)
        if _DATE.fullmatch(run.strip()) or _MONEY.match(text[found.end() :]) or _PAPERS.search(before):
            continue
        leads = run.lstrip("(")[0] in "+0" and digits >= _SURE_DIGITS
        if leads or (_CALLING.search(before) and digits in _CALLED_DIGITS):
            yield found.start(), found.end(), "phone"


def _ibans(text: str) -> Iterator[Found]:
    for found in _IBAN.finditer(text):
        account = found.group().replace(" ", "")
        length = _IBAN_LENGTHS.get(account[:2])
        if (length and len(account) >= length) or iban_is_sound(account):
            yield found.start(), found.end(), "iban"


def iban_is_sound(account: str) -> bool:
    """The check of ISO 13616: country and check digits moved to the end, letters as numbers, modulo 97 is 1."""
    return int("".join(str(int(letter, 36)) for letter in account[4:] + account[:4])) % 97 == 1


def _identity_numbers(text: str) -> Iterator[Found]:
    for found in _THIRTEEN.finditer(text):
        if _is_birth_date(found.group()) or jmbg_is_sound(found.group()):
            yield found.start(), found.end(), "identity_number"
    for found in _ALBANIAN.finditer(text):
        if looks_albanian(found.group()):
            yield found.start(), found.end(), "identity_number"
    for found in _ID_WORDS.finditer(text):
        yield found.start("number"), found.end("number"), "identity_number"


def _is_birth_date(number: str) -> bool:
    """Thirteen digits that begin with a day, a month and the last three digits of a year of our time."""
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:7])
    return day in _DAYS and month in _MONTHS and year in _YEARS


def jmbg_is_sound(number: str) -> bool:
    """The check digit of the JMBG, EMBG and EMŠO: weights 7 to 2 twice, modulo 11.

    >>> jmbg_is_sound("0101006500006"), jmbg_is_sound("0101006500007")
    (True, False)
    """
    weights = (7, 6, 5, 4, 3, 2) * 2
    rest = sum(weight * int(digit) for weight, digit in zip(weights, number[:-1], strict=True)) % 11
    return rest != 1 and int(number[-1]) == (11 - rest) % 11


def looks_albanian(number: str) -> bool:
    """Letter of the decade, digit of the year, month (plus 30 for foreigners, 50 for women, 80 for both), day.

    How the last letter checks the others is not published, so the date alone decides.

    >>> looks_albanian("J50325019B"), looks_albanian("J51925019B")
    (True, False)
    """
    month, day = int(number[2:4]), int(number[4:6])
    return any(month - shift in _MONTHS for shift in (0, 30, 50, 80)) and day in _DAYS


_FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _plain(_EMAIL, "email"),
    _urls,
    _plain(_HANDLE, "handle"),
    _identity_numbers,
    _ibans,
    _phones,
    _plain(_PLATE, "plate"),
    _plain(_ADDRESS, "address"),
)
