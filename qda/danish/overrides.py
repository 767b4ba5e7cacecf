"""Corrections to the Danish word list, where it takes a frequent form for the wrong word.

Source: collected by hand for this project, from forms that two word lists were seen to get wrong
and from the short forms of speech. A project adds its own under `lemmas:` in codes.yml.
"""

from __future__ import annotations

_LINES = """
svær: svær svært svære
god: god godt gode
langsom: langsomt
skæv: skæv skævt skæve
løfte: løfte løftet løfter løftede
liste: liste listen
tage: tage taget ta'
kontrollere: kontrollere kontrollerer kontrolleret
mange: flere flest fleste
meget: mest
en: én ét
ny: ny nyt nye
planlægger: planlæggere planlæggerne
venteliste: ventelisten ventelister ventelisterne
arkitektur: arkitekturen
kunne: ku' ka'
skulle: sku' ska'
have: ha'
hvad: hva'
ikke: ik' ikk'
blive: bli'
give: gi'
lade: la'
"""

OVERRIDES: dict[str, str] = {
    form: lemma
    for lemma, _colon, forms in (line.partition(": ") for line in _LINES.split("\n") if line)
    for form in forms.split()
}
"""Lemma by form, in lower case."""
