"""Danish words that tell no theme apart: function words, fillers of speech, light verbs.

Source: collected by hand for this project. Closed classes of the grammar (articles, pronouns,
prepositions, conjunctions, adverbs of place and time), and what interview speech is full of. They
stay in the text and in the search; a keyword is never dropped because it stands here.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_WORDS = _words(
    """
    en et den det de der som jeg mig du dig han ham hun hende man vi os i jer sig min din sin vor
    vores jeres deres hans hendes dens dets mit dit sit mine dine sine vort vore denne dette disse
    hvem hvad hvor hvordan hvorfor hvornår hvilken hvilket hvilke hver hvert enhver nogen noget
    nogle ingen intet al alt alle anden andet andre begge selv samme sådan
    og eller men for så hvis når da at om fordi selvom mens end både hverken enten samt
    af på til fra med ved hos over under mellem efter før inden uden mod imod gennem igennem omkring
    blandt ad bag foran langs siden indtil trods via pr
    ikke kun også her nu altid aldrig ofte igen stadig endnu allerede derfor derefter ellers måske
    for_eksempel blandt_andet
    ind ud op ned hen hjem frem tilbage væk inde ude oppe nede henne hjemme herfra derfra derhen
    mange meget få lidt mere mest flere flest mindre mindst nok ret helt næsten ca bl.a. f.eks. osv
    være have kunne skulle ville måtte burde blive få gøre gå komme se tage give lade
    to tre fire fem seks syv otte ni ti første anden tredje
    """
)

FILLERS = _words(
    """
    altså jamen ja nej jo bare lige virkelig simpelthen egentlig sgu øh øhm mh hm nå okay ok vel
    jo faktisk ligesom hvert fald rigtig ting slags måde godt gerne hel ganske sikkert selvfølgelig
    netop især dog således dermed desuden derudover yderligere slutteligt ifølge eksempelvis
    vide tænke tro snakke tale sige synes mene spørge kende høre
    utydelig latter pause griner grine
    """
)
"""Fillers, light verbs, words of reporting, and what transcribers put in brackets."""

UNTELLING = STOP_WORDS | FILLERS
