"""Danish abbreviations, sorted by what a full stop behind them means for the sentence.

Source: collected by hand for this project from interview transcripts' usual wording (addresses,
titles, sizes, dates, references). Each entry was looked up among the 788,416 Danish forms of
simplemma 2.0.0 (MIT; after michmech's lists, Wiktionary and spaCy); what is also an ordinary word,
such as `ind`, `tv`, `kap`, `eks` or `min`, stands in no list that forbids an end before a capital.
All entries are in lower case and without their last full stop.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_END = _words(
    """
    adj adm adr afd ang bd bl bl.a bygn ca cand chr cirk civ d.v.s div dr ds dvs ekskl evt fa
    f.eks f.m f.o.m fhv fig fl flg fmd forb forf frk fx gl gnsn gns henh henv hhv hr i.e ibid ifm
    iflg ift iht inkl jf jfr jnr jr kbh kgs kl kt lejl m.h.t mdr mht mill ndr nr obs omkr opr ovenn
    p.g.a pga pkt pr prof sdr skt sml spm sr stk stud sv t.o.m tdl tekn tidl tilh tlf udg udt vedr
    vha vs årg årh
    """
)
"""Something always follows: a name, a number, the rest of the phrase."""

NEVER_END_IN_LOWER_CASE = _words("apr aug dec feb jan mia mio nov okt sept")
"""The same, unless they are written with a capital: then they are names (Jan, Mia, Mio)."""

MAY_END = _words(
    """
    a.d cm e.l el.lign etc kg km kr kvm lign m.fl m.m m.v mfl mv o.l o.lign o.s.v osv p.t pct pt
    s.u t.h t.v
    """
)
"""Often the last word of a sentence: a capital behind them begins the next, a digit does not."""

BEFORE_DIGIT = _words("afs art d f kap l el maks max min no p s str tab vol")
"""Abbreviations only before a number (`d. 1. maj`, `s. 4`, `kap. 3`); many are ordinary words."""

AFTER_WORD = {"al": frozenset({"et", "et."}), "eks": frozenset({"f.", "f", "for"})}
"""Abbreviations only behind these words: `et al.`, `f. eks.`; `eks` alone is a former partner."""

BEFORE_ELLIPSIS = _words("men og eller")
"""Conjunctions: an ellipsis behind one is a pause, since the clause has only begun."""

LETTERED = _words(
    """
    afsnit bilag blok bygning del gruppe hold hus klasse model niveau opgang plan punkt scenarie
    spor type vitamin zone
    """
)
"""Words that are followed by a letter (`opgang B.`), which is then no initial of a name."""

DISTRICT_CITIES = _words(
    "Aalborg Aarhus Esbjerg Frederiksberg København Odense Randers Ålborg Århus"
)
"""Towns with lettered postal districts (`Aarhus V.`)."""

ADDRESS_ENDINGS = _words("com dk docx eu io js net org pdf txt xlsx")
"""What follows the dot of an address or a file name, not of a sentence."""
