"""Words that tell speakers' labels from headings, remarks and ordinary speech.

Source: collected by hand for this project, from the labels and title blocks of Danish theses and
from the output of transcription programs. All in lower case; `_` stands for a blank.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


INTERVIEWER = _words(
    "i int interv interviewer interviewere intervieweren interviewerne iv q question "
    "sp spm spørger spørgsmål"
)
"""Labels of interviewers, without number."""

MODERATOR = _words("m mod moderator facilitator ordstyrer")
"""Labels of those who lead a group; `M` is also an initial, so that `I` goes before it."""

INFORMANT = _words(
    """
    answer delt deltager den_interviewede inf informant informanten interviewede interviewperson
    interviewpersonen ip r resp respondent respondenten sv svar
    """
)
"""Labels of informants, without number."""

COLLECTIVE = _words("alle begge flere flere_stemmer i_kor uidentificeret ukendt ukendt_stemme")
"""Labels of nobody in particular."""

KNOWN = INTERVIEWER | MODERATOR | INFORMANT | COLLECTIVE
"""Labels that say by themselves that they are some."""

NAMED = _words("deltager informant interviewer interviewperson moderator respondent")
"""Labels that a name may follow."""

NEVER_NUMBERED = _words("answer q question sp spm spørgsmål sv svar")
"""With a number they are questions of the guide (`Spørgsmål 3`)."""

ALWAYS_NUMBERED = _words("p s")
"""Labels only with a number: participant, speaker."""

HEADINGS = _words(
    """
    afsnit anonymisering antal appendiks bilag date dato del deltagende deltagere duration emne
    emner fil filnavn forkortelser formål fotos indhold indledning informanter interview
    interviewdato interviewet interviewform interviewlængde interviewsted kapitel kilde
    kommentar konklusion kontakt kontekst location lokation lydfil længde medvirkende note noter
    optagelse optagelsesdato optaget overskrift participants periode projekt recorded runde
    samtykke sluttidspunkt starttidspunkt sted tegn tegnforklaring tema temaer tid tidspunkt
    til_stede tilstede titel title transcribed transcript transkriberet transkriberet_af
    transkribering transkription transskriberet transskriberet_af transskribering transskription
    transskriptionsnøgle udskrevet udskrevet_af varighed vejleder version
    """
)
"""What stands before a colon in a title block, without number; never a speaker."""

TITLES = _words("adj advokat cand dir dr frk fru hr ing lekt lektor mag overlæge prof psyk stud")
"""Titles before a name; a full stop behind one is no end of a sentence."""

IN_TEXT = _words(
    """
    advarsel adresse alder bog by citat civilstand eks eks. email e-mail eksempler example
    figur figure for_example for_instance husk important jf jf. job køn lektie link litteratur
    mail mandag tirsdag onsdag torsdag fredag lørdag søndag metode navn notat p.s p.s. profession
    reference references ref ref. remember resultater se see source sources stilling tabel table
    telefon tip tips tlf tlf. uddannelse vigtigt warning web
    """
)
"""Words that stand before a colon in texts of all kinds, in Danish and English; never a speaker."""

PARTICLES = _words("af da de del den der di du el la le ten ter van von")
"""Small words inside a surname: `Bo van der Ask`."""

PHRASES = _words(
    """
    altså bemærk den_anden den_ene derfor det_hele det_vil_sige dvs dvs. eksempel eksempelvis
    f.eks f.eks. for_det_andet for_det_første for_det_tredje for_eksempel fordi fx først hej ja
    jo kl kl. klokken kort_sagt med_andre_ord men mm nb nej nemlig nå obs og og_så okay oversat
    pointen problemet ps resultat sagen spørgsmålet svaret så sådan tak til_eksempel til_gengæld
    til_sidst
    """
)
"""What speakers say before a colon, and short answers that stand alone on a line."""

REMARKS = _words(
    """
    afbrudt afbrydelse anonymiseret bladrer fniser gestikulerer griner host hoster hvisker
    latter ler lyd nikker overlap pause peger rømmer ryster smiler stilhed støj suk sukker
    tavshed telefon tænker udeladt uforståelig uforståeligt uhørligt utydelig utydeligt
    """
)
"""First words of what a transcriber remarks in brackets; `lang` and `kort` may stand before."""

VERBS = _words(
    """
    betyder betød blev bliver er fik findes forklarede forklarer fortalte fortæller følte føler
    får gik gjorde går gælder gør handlede handler har havde hed hedder kaldte kalder kan kom
    kommer kunne lyder lød mener mente må måtte sagde sige siger skal skrev skriver skulle
    spurgte spørger stod står svarede svarer synes troede tror tænker tænkte var ved vidste vil
    ville
    """
)
"""Verbs that show that the string before a colon is a clause."""

FUNCTION_WORDS = _words(
    "at den der det du han hun hvad hvis hvor ikke jeg man når om os sig som så vi"
)
"""Words of a clause that no name holds."""
