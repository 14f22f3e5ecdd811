#!/usr/bin/env python3
"""Makes the fonts of the built-in themes and the stylesheet that declares them.

In: the full fonts as Google Fonts publishes them, in a folder that holds them at any depth.
Out: themes/base/assets/fonts/*.woff2 and themes/base/templates/css/faces.css; sizes are printed.

    pip install fonttools==4.68.0 brotli
    pip download --no-deps -d fonts fontpkg-onest==2.1 fontpkg-literata==3.103 \\
        fontpkg-roboto-condensed==3.8 fontpkg-roboto==3.15 fontpkg-noto-serif==2.15
    for wheel in fonts/*.whl; do unzip -oq "$wheel" -d fonts; done
    docs/fonts/make.py fonts

Roboto and Noto Serif are only measured, as are Liberation and DejaVu, which are looked for in
the folder and then among the system's fonts (packages fonts-liberation, fonts-liberation-sans-narrow,
fonts-dejavu). Liberation has the widths of Arial, Arial Narrow and Times New Roman.
"""

import io
import sys
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

BASE = Path(__file__).resolve().parents[2] / "themes" / "base"
SYSTEM = Path("/usr/share/fonts")

# By script, so that a page loads what its language needs. What a Russian page and an English one
# both have (digits, punctuation, currencies, arrows) stands with the unaccented Latin letters.
SCRIPTS = {
    "latin": "U+0020-007E, U+00A0-00BF, U+00D7, U+00F7, U+2002-200B, U+2010-2015, U+2018-201E, U+2020-2022, U+2026, U+202F, U+2030, U+2032-2033, U+2039-203A, U+20AC, U+20B4, U+20B8, U+20BD, U+2122, U+2190-2193, U+2212, U+2248, U+2260, U+2264-2265",
    "latin-more": "U+00C0-00D6, U+00D8-00F6, U+00F8-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+0304, U+0308, U+0329",
    "cyrillic": "U+0301, U+0400-045F, U+0490-0491, U+2116",
    "cyrillic-more": "U+0492-04BB, U+04C0, U+04D0-04F9",
}
# What Roboto Condensed lacks: Onest lends it.
LENT = "U+20B4, U+20B8, U+2190-2193"

FEATURES = ["calt", "ccmp", "kern", "lnum", "mark", "mkmk", "onum", "pnum", "rvrn", "tnum"]
# Running text in italics has no columns of figures.
PLAIN = [feature for feature in FEATURES if feature not in ("onum", "pnum", "tnum")]

# family, file name, source, axes, style, weights, features
CUTS = [
    ("Onest", "onest", "Onest[wght].ttf", {"wght": (200, 800)}, "normal", "200 800", FEATURES),
    ("Literata", "literata", "Literata[opsz,wght].ttf", {"opsz": 24, "wght": (400, 700)}, "normal", "400 700", FEATURES),
    # One weight: for emphasis and quotations.
    ("Literata", "literata-italic", "Literata-Italic[opsz,wght].ttf", {"opsz": 24, "wght": 400}, "italic", "400", PLAIN),
    ("Roboto Condensed", "roboto-condensed", "RobotoCondensed[wght].ttf", {"wght": (300, 700)}, "normal", "300 700", FEATURES),
]

# Each stand-in: its CSS name, then for regular and bold (or italic) the local names and the file
# that is measured, with the weight where that file is variable.
ARIAL = ("Arial", [
    ("regular", ["Arial", "Liberation Sans", "Arimo"], "LiberationSans-Regular.ttf", None),
    ("bold", ["Arial Bold", "Liberation Sans Bold", "Arimo Bold"], "LiberationSans-Bold.ttf", None),
])
ROBOTO = ("Roboto", [
    ("regular", ["Roboto"], "Roboto[wdth,wght].ttf", {"wdth": 100, "wght": 400}),
    ("bold", ["Roboto Bold"], "Roboto[wdth,wght].ttf", {"wdth": 100, "wght": 700}),
])
DEJAVU = ("DejaVu", [
    ("regular", ["DejaVu Sans"], "DejaVuSans.ttf", None),
    ("bold", ["DejaVu Sans Bold"], "DejaVuSans-Bold.ttf", None),
])
ARIAL_NARROW = ("Arial Narrow", [
    ("regular", ["Arial Narrow", "Liberation Sans Narrow"], "LiberationSansNarrow-Regular.ttf", None),
    ("bold", ["Arial Narrow Bold", "Liberation Sans Narrow Bold"], "LiberationSansNarrow-Bold.ttf", None),
])
TIMES = ("Times", [
    ("regular", ["Times New Roman", "Liberation Serif", "Tinos"], "LiberationSerif-Regular.ttf", None),
    ("bold", ["Times New Roman Bold", "Liberation Serif Bold", "Tinos Bold"], "LiberationSerif-Bold.ttf", None),
    ("italic", ["Times New Roman Italic", "Liberation Serif Italic", "Tinos Italic"], "LiberationSerif-Italic.ttf", None),
])
NOTO = ("Noto", [
    ("regular", ["Noto Serif"], "NotoSerif[wdth,wght].ttf", {"wdth": 100, "wght": 400}),
    ("bold", ["Noto Serif Bold"], "NotoSerif[wdth,wght].ttf", {"wdth": 100, "wght": 700}),
    ("italic", ["Noto Serif Italic"], "NotoSerif-Italic[wdth,wght].ttf", {"wdth": 100, "wght": 400}),
])
DEJAVU_SERIF = ("DejaVu", [
    ("regular", ["DejaVu Serif"], "DejaVuSerif.ttf", None),
    ("bold", ["DejaVu Serif Bold"], "DejaVuSerif-Bold.ttf", None),
    ("italic", ["DejaVu Serif Italic"], "DejaVuSerif-Italic.ttf", None),
])
STAND_INS = {
    "Onest": [ARIAL, ROBOTO, DEJAVU],
    "Literata": [TIMES, NOTO, DEJAVU_SERIF],
    "Roboto Condensed": [ARIAL_NARROW, ARIAL, ROBOTO, DEJAVU],
}
# The weight at which a stand-in is measured against the font: of text, and of headings.
MEASURED = {"regular": 400, "bold": 650, "italic": 400}

# Letters in ten thousand of running text (Russian: the Russian National Corpus; English: Mayzner's
# table as remade by Norvig), and how much of a text is letters, spaces, the rest.
RUSSIAN = dict(zip(
    "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъ",
    [1097, 845, 801, 735, 670, 626, 547, 473, 454, 440, 349, 321, 298, 281, 262, 201, 190, 174, 170, 165, 159, 144,
     121, 97, 94, 73, 64, 48, 36, 32, 26, 4, 4]))
ENGLISH = dict(zip(
    "etaoinsrhldcumfpgwybvkxjqz",
    [1249, 928, 804, 764, 757, 723, 651, 628, 505, 407, 382, 334, 273, 251, 240, 214, 187, 168, 166, 148, 105, 54, 23,
     16, 12, 9]))
LETTERS, SPACES, OTHERS = 0.80, 0.15, 0.05
SIGNS = {",": 32, ".": 30, "-": 6, "—": 6, "«": 4, "»": 4, ":": 4, "0": 4, "1": 4, "2": 3, "5": 3}
CAPITALS = 0.03


def between_words(font):
    """What spaces, signs and figures add to the average advance width, in em."""
    plain = {" ": SPACES, **{sign: OTHERS * count / sum(SIGNS.values()) for sign, count in SIGNS.items()}}
    return summed(font, plain)


def letters(font, table):
    """What the letters of a text add to it."""
    shares = {}
    for letter, count in table.items():
        share = LETTERS * count / sum(table.values())
        shares[letter] = share * (1 - CAPITALS)
        shares[letter.upper()] = share * CAPITALS
    return summed(font, shares)


def summed(font, shares):
    widths, names = font["hmtx"].metrics, font.getBestCmap()
    per_em = font["head"].unitsPerEm
    return sum(share * widths[names[ord(sign)]][0] for sign, share in shares.items()) / per_em


def factors(own, other):
    """By how much the other font is stretched: its Latin letters with spaces and signs, so that
    an English text comes out as wide as in the font itself; its Cyrillic letters, so that a
    Russian text does, whose spaces and signs are stretched by the first factor."""
    latin = (letters(own, ENGLISH) + between_words(own)) / (letters(other, ENGLISH) + between_words(other))
    rest = between_words(own) - latin * between_words(other)
    return {"latin": latin, "cyrillic": (letters(own, RUSSIAN) + rest) / letters(other, RUSSIAN)}


@cache
def find(folder, name):
    for place in (folder, SYSTEM):
        for file in sorted(place.rglob("*.ttf")):
            if file.name == name:
                return file
    sys.exit(f"{name} is neither in {folder} nor in {SYSTEM}")


def opened(file, axes):
    """The font at or within these axes, to be changed at will."""
    return TTFont(io.BytesIO(limited(file, tuple((axes or {}).items()))), recalcTimestamp=False)


@cache
def limited(file, axes):
    if not axes:
        return file.read_bytes()
    font = TTFont(file, recalcTimestamp=False)
    held = io.BytesIO()
    instancer.instantiateVariableFont(font, dict(axes)).save(held)
    return held.getvalue()


def characters(ranges):
    for part in ranges.replace("U+", "").split(", "):
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def written(font, ranges, features, name):
    options = subset.Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = features
    options.layout_scripts = ["DFLT", "latn", "cyrl"]
    options.name_IDs = [0, 1, 2, 5, 13, 14]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters(ranges))
    subsetter.subset(font)
    font.flavor = "woff2"
    path = BASE / "assets" / "fonts" / f"{name}.woff2"
    font.save(path)
    print(f"{path.stat().st_size:7}  {path.name}")


def adjusted(folder, family, style):
    """The font itself, and its ascent and descent in em."""
    wanted = "italic" if style == "italic" else "normal"
    source, axes = next((c[2], c[3]) for c in CUTS if c[0] == family and c[4] == wanted)
    font = opened(find(folder, source), {**axes, "wght": MEASURED[style]})
    own, os2 = font["hhea"], font["OS/2"]
    typographic = os2.fsSelection & 128
    ascent = os2.sTypoAscender if typographic else own.ascent
    descent = os2.sTypoDescender if typographic else own.descent
    per_em = font["head"].unitsPerEm
    return font, ascent / per_em, -descent / per_em


def percent(value):
    return f"{100 * value:.2f}".rstrip("0").rstrip(".") + "%"


def face(family, source, weights, style, more):
    italic = "" if style != "italic" else "  font-style: italic;\n"
    lines = "".join(f"  {line};\n" for line in more)
    return f'@font-face {{\n  font-family: "{family}";\n  src: {source};\n{italic}  font-weight: {weights};\n{lines}}}\n'


def declared(family, name, style, weights, ranges):
    source = f'url("{{{{ asset(path="fonts/{name}.woff2") }}}}") format("woff2")'
    return face(family, source, weights, style, ["font-display: swap", f"unicode-range: {ranges}"])


def stand_ins(folder, family):
    css = f"/* Fonts that visitors may have, stretched to the measures of {family}: nothing moves when it arrives. */\n"
    own = {style: adjusted(folder, family, style) for style in ("regular", "bold")}
    if family == "Literata":
        own["italic"] = adjusted(folder, family, "italic")
    for name, faces in STAND_INS[family]:
        for style, names, file, axes in faces:
            mine, ascent, descent = own[style]
            other = opened(find(folder, file), axes)
            source = ", ".join(f'local("{local}")' for local in names)
            weights = {"regular": "100 500", "bold": "501 900", "italic": "100 900"}[style]
            # The later face is asked first: Cyrillic has measures of its own.
            for script, factor in factors(mine, other).items():
                css += face(f"{family} {name}", source, weights, style, [
                    f"size-adjust: {percent(factor)}",
                    f"ascent-override: {percent(ascent / factor)}",
                    f"descent-override: {percent(descent / factor)}",
                    "line-gap-override: 0%",
                ] + (["unicode-range: U+0301, U+0400-052F, U+2116"] if script == "cyrillic" else []))
    return css


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    asked = {
        "Onest": 'options.fonts != "narrow"',
        "Literata": 'options.fonts == "serif" or options.fonts == "mixed"',
        "Roboto Condensed": 'options.fonts == "narrow"',
    }
    css = {family: "" for family in asked}
    for family, name, source, axes, style, weights, features in CUTS:
        full = find(folder, source)
        for script, ranges in SCRIPTS.items():
            if family == "Roboto Condensed" and script == "latin":
                ranges = ranges.replace("U+20B4, U+20B8, ", "").replace("U+2190-2193, ", "")
            written(opened(full, axes), ranges, features, f"{name}-{script}")
            css[family] += declared(family, f"{name}-{script}", style, weights, ranges)
        if family == "Onest":
            # Weights as those of the other faces: browsers put only such faces together.
            _, _, _, narrow, _, weights, _ = next(cut for cut in CUTS if cut[0] == "Roboto Condensed")
            written(opened(full, narrow), LENT, features, "onest-signs")
            css["Roboto Condensed"] += declared("Roboto Condensed", "onest-signs", style, weights, LENT)
    text = "{#- Written by docs/fonts/make.py: change it there. -#}\n"
    text += "/* Faces: the fonts that the option `fonts` asks for, and stand-ins of the same measures. */\n"
    for family, condition in asked.items():
        text += f"{{%- if {condition} %}}\n{css[family]}{stand_ins(folder, family)}{{%- endif %}}\n"
    (BASE / "templates" / "css" / "faces.css").write_text(text)


if __name__ == "__main__":
    main()
