"""Control words of RTF: where the words of a group go, signs, and code pages."""

from __future__ import annotations

from qda.formats.word_report import Left


def _named(text: str) -> frozenset[str]:
    return frozenset(text.split())


APART: dict[str, Left] = {
    "annotation": Left.COMMENT,
    "atnref": Left.COMMENT,
    "footnote": Left.FOOTNOTE,
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), Left.HEADER),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), Left.FOOTER),
    "pict": Left.PICTURE,
    "shppict": Left.PICTURE,
    "fldinst": Left.FIELD,
    "xe": Left.FIELD,
    "tc": Left.FIELD,
    "tcn": Left.FIELD,
    "listtext": Left.NUMBER,
    "pntext": Left.NUMBER,
    "formfield": Left.FORM_FIELD,
    "objdata": Left.OBJECT,
}
"""Groups whose words are counted and not read."""
WITHOUT_WORDS = frozenset({Left.PICTURE, Left.OBJECT, Left.FORM_FIELD})
"""Groups that are counted even where they hold no words; what stands in them is data."""
NOTHING = _named(
    """
    aftnsep aftnsepc aftncn atnauthor atnid atndate atntime atnparent atrfstart atrfend author
    background bkmkend bkmkstart bliptag buptim category colorschememapping colortbl comment
    company creatim datafield datastore defchp defpap doccomm docvar falt fchars filetbl fname
    fontemb fontfile fonttbl fldtype ftnsep ftnsepc ftncn generator gridtbl hlinkbase
    hlinkfr hlinkloc hlinksrc htmltag info keycode keywords latentstyles lchars levelnumbers
    leveltext lfolevel linkval list listlevel listname listoverride listoverridetable listpicture
    liststylename listtable manager mailmerge mmathPr nesttableprops nextfile nonesttables
    nonshppict objalias objclass objname objsect objtime oldcprops oldpprops oldtprops oldsprops
    operator panose password passwordhash pgp pgptbl picprop pn pnseclvl pntxta pntxtb printim
    private1 propname protend protstart protusertbl pxe revtbl revtim rsidtbl rxe shprslt sn sp
    staticval stylesheet subject sv svb template themedata title userprops
    upr wgrffmtfilter
    windowcaption writereservation writereservhash xform xmlattrname xmlattrvalue xmlclose xmlname
    xmlnstbl xmlopen
    """
)
"""Groups that hold nothing that anybody wrote into the text."""
ENTERED = _named(
    """
    do dptxbxtext fldrslt moMath moMathPara objattph result shp shpgrp shpinst shptxt
    """
)
"""Groups marked as unknown to old programs, whose words are read all the same."""
SIGNS = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "zwj": "\u200d",
    "zwnj": "\u200c",
    "~": "\u00a0",
    "_": "\u2011",
    "\t": "\t",
}
"""Control words that stand for a character."""
PLAIN_SIGNS = frozenset("\\{}")
"""Characters that a backslash makes into words."""
SYMBOL_CHARSET = 2
CODE_PAGES = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256",
    186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""Encoding by the number of a font's character set; others use that of the document."""
DOCUMENT_CODE_PAGES = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_MAC = {10000: "mac_roman", 65001: "utf-8", 936: "gbk", 950: "big5", 1361: "johab"}
_KNOWN = frozenset(
    {437, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 874, 932, 949}
    | set(range(1250, 1259))
)


def code_page(number: int) -> str:
    """The encoding of a numbered code page; Windows-1252 where the number is none."""
    if number in _MAC:
        return _MAC[number]
    return f"cp{number}" if number in _KNOWN else "cp1252"
