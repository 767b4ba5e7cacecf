"""Lists of names, and of the words around names. The lists are read once, when they are needed.

Each file in `data` says its source and licence. A list only ever adds candidates; a name that is
on none is found by its spelling.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILES = ("names_faker.txt", "names_own.txt")


@dataclass(frozen=True, slots=True)
class NameLists:
    """Names as they are spelt."""

    women: frozenset[str]
    men: frozenset[str]
    last: frozenset[str]
    places: frozenset[str]
    """Towns, regions, countries; some of several words."""

    @property
    def first(self) -> frozenset[str]:
        """All first names."""
        return self.women | self.men


@cache
def name_lists() -> NameLists:
    """The lists; 15 kB."""
    found: dict[str, set[str]] = {}
    for file in _FILES:
        section: set[str] = set()
        text = (Path(__file__).with_name("data") / file).read_text("utf-8")
        for part in text.split("\n["):
            title, closed, names = part.partition("]\n")
            if closed:
                section = found.setdefault(title.strip("["), set())
                section.update(" ".join(name.split()) for name in names.split("|"))
    return NameLists(
        women=frozenset(found["women"]),
        men=frozenset(found["men"]),
        last=frozenset(found["last"]),
        places=frozenset(found["towns"] | found["countries"] | found["places"]),
    )


def is_listed(form: str, names: frozenset[str]) -> bool:
    """Whether a form, its genitive, or a part of it between hyphens is on a list."""
    if form in names:
        return True
    plain = form.title() if form.isupper() else form
    if plain in names or (plain.endswith("s") and plain[:-1] in names):
        return True
    stem, sign, _rest = plain.partition("'") if "'" in plain else plain.partition("’")
    if sign and stem in names:
        return True
    return "-" in plain and any(part in names for part in plain.split("-"))


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HARD = _words("hans august rene liv lykke tage sine sten rose maj vilde van roman")
"""Names that open a sentence far more often as words; there they need a second sign.

Source: counted on the first names with at least 50 bearers in Denmark (Danmarks Statistik, 2023).
"""

VERBS = _words(
    "sagde siger kom kommer er var har havde blev bliver synes syntes mente mener gik går ville"
    " vil kunne kan skal skulle fik får ringede ringer boede bor spurgte spørger svarede svarer"
    " fortalte fortæller flyttede arbejder arbejdede hedder hed ved vidste tog tager gjorde gør"
)
"""Verbs after which the word before is somebody: `Hans sagde`. Source: collected by hand."""

TITLES = _words(
    "hr hr. herr fru fr fr. frk frk. frøken dr dr. doktor professor prof. pastor provst biskop"
    " borgmester minister statsminister direktør formand overlæge lektor rektor kaptajn onkel"
    " tante moster faster farbror morbror mormor morfar farmor farfar mor far bror søster søn"
    " datter kone mand kæreste ven veninde kusine fætter nevø niece svoger svigerinde nabo kollega"
    " chef lærer læge barn sønnen datteren naboen kollegaen chefen formanden direktøren"
)
"""Words after which a capitalised word is a person. Source: collected by hand."""

CALLED = _words("hedder hed kaldes kaldt hedde ham hende")
"""Words after which a name follows. Source: collected by hand."""

INSTITUTIONS = _words(
    "kommune kommunes amt amts region regions universitet universitets skole skoles gymnasium"
    " kirke kirkes sygehus hospital hospitals bibliotek børnehave boligforening boligselskab"
    " boligorganisation boligforenings afdeling fagforening forening foreningen klub idrætsforening"
    " menighed moské sogn provsti politi domstol byret landsret retten byråd amtsråd havn lufthavn"
    " station banegård museum teater plejehjem plejecenter jobcenter ungdomsskole friskole"
    " efterskole højskole bank sparekasse forsikring forlag fabrik værft brugs kollegium park"
    " boldklub fjord bugt sund bælt strand sø skov hede bro"
)
"""Nouns that continue a name in lower case: `Nordby kommune`. Source: collected by hand."""

PARTICLES = _words("of the de del der van von da di la le du al el bin ibn zu y ten ter")
"""Small words inside names between two capitals: `Ludwig van Aalst`. Source: by hand."""

TIES = _words("af for mod til")
"""Words that tie a noun in capitals to the rest of its name: `Foreningen mod Støj`."""

OPENERS = _words(
    "det den de ny nye gamle gl. store lille sankt skt. forenede sønder vester nørre øster"
    " kongelige konservative radikale sociale almene"
)
"""Words that open the name of an organisation or place when a capital follows."""

NEVER_NAMES = _words("jeg i de du dem deres dig jer ok okay nej ja nå øh hm mm det den")
"""Words that are written with a capital in the middle of a sentence and are no names."""

ABBREVIATED = _words(
    "hr fr frk dr prof skt sct gl st kgl fhv adm dir mr mrs ms bl.a f.eks inkl ekskl jf nr ca"
    " vedr pr afd red cand mag lic jur"
)
"""Abbreviations after which a sentence goes on. Source: collected by hand."""
