"""The codes.yml of a new project, in both languages; TITLE is replaced."""

from __future__ import annotations

_DANISH = """\
# Kodebogen: de temaer, som interviewene kodes med. Ret frit i filen;
# kommentarer og rækkefølge bliver stående. Indryk med blanktegn, ikke med tabulator.
title: TITLE

themes:
  # Temaets nøgle: bogstaver, tal og bindestreg. Kodningerne peger på den, så den ændres aldrig.
  eksempel:
    title: Et eksempel på et tema
    definition: Hvad temaet handler om, i én sætning.
    include: Hvornår temaet bruges.
    exclude: Hvornår det ikke bruges.
    hotkey: 1                  # et ciffer fra 1 til 9
    colour: blue               # blue, orange, green, red, purple, grey, teal, pink …
    # Søgeord findes i alle bøjninger. * åbner for sammensætninger, = tager formen præcis.
    keywords: [eksempel, forbillede*, "=for eksempel"]
    # Underkoder står på samme måde under themes:
    # themes:
    #   underkode:
    #     title: En underkode
"""

_ENGLISH = """\
# The codebook: the themes that the interviews are coded with. Edit the file freely;
# comments and order stay. Indent with blanks, not with tabs.
title: TITLE

themes:
  # The key of the theme: letters, digits, hyphens. Codings point to it, so it never changes.
  example:
    title: An example of a theme
    definition: What the theme is about, in one sentence.
    include: When to use it.
    exclude: When not.
    hotkey: 1                  # one digit from 1 to 9
    colour: blue               # blue, orange, green, red, purple, grey, teal, pink …
    # Keywords are found in all their forms. * opens to compounds, = takes the exact form.
    keywords: [eksempel, forbillede*, "=for eksempel"]
    # Sub-codes stand in the same form under themes:
    # themes:
    #   sub-code:
    #     title: A sub-code
"""

STARTERS = {"da": _DANISH, "en": _ENGLISH}
"""By language."""
