#!/usr/bin/env python3
"""Cuts the fonts of the share cards of all built-in themes.

Needs fonttools (4.60 or newer), npm and pip, which fetch the whole fonts: Onest as Google Fonts'
static instances, Roboto Condensed and Literata as their variable fonts (all of them under the SIL
Open Font License 1.1):

    pip install fonttools
    python3 themes/base/card-fonts/make.py

Run it again after a change to CUTS or CHARACTERS. The names stay as they are (`--name-IDs=*`): a
template asks for the family "Onest", and a renamed family would not be found.
"""

import pathlib
import subprocess
import sys
import tempfile
import zipfile

from fontTools import subset
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

THEMES = pathlib.Path(__file__).resolve().parents[2]
ONEST = "@expo-google-fonts/onest@0.4.2"
ROBOTO = "fontpkg-roboto-condensed==3.8"
LITERATA = "fontpkg-literata==3.103"
# Theme, file, package, the font in it, where on its axes. Literata's titles are cut for large type.
CUTS = [
    ("base", "Onest-500.ttf", ONEST, "Onest_500Medium.ttf", {}),
    ("base", "Onest-700.ttf", ONEST, "Onest_700Bold.ttf", {}),
    ("atlas", "RobotoCondensed-500.ttf", ROBOTO, "RobotoCondensed[wght].ttf", {"wght": 500}),
    ("atlas", "RobotoCondensed-700.ttf", ROBOTO, "RobotoCondensed[wght].ttf", {"wght": 700}),
    ("longread", "Literata-600.ttf", LITERATA, "Literata[opsz,wght].ttf", {"opsz": 60, "wght": 600}),
]
# Latin-1, Latin Extended-A, the stress mark, Cyrillic, and signs that titles are set with.
# Whoever draws a card sets a whole line in another font where one lacks a single character of it.
CHARACTERS = (
    [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x0301, 0x2BC]
    + [*range(0x400, 0x530)]
    + [ord(sign) for sign in "–—‘’‚“”„†•…‰′″‹›€₴₸₽№™←↑→↓−≈≠≤≥"]
)

# What Roboto Condensed lacks of them: Onest lends it.
LENT = "₴₸←↑→↓"


def fetched(package, folder):
    """The package's files, unpacked in a folder of its own."""
    place = folder / package.strip("@").replace("/", "-")
    if not place.exists():
        place.mkdir()
        if package.startswith("@"):
            subprocess.run(["npm", "pack", "--silent", package], cwd=place, check=True)
            for archive in place.glob("*.tgz"):
                subprocess.run(["tar", "xzf", archive], cwd=place, check=True)
        else:
            pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", place, package]
            subprocess.run(pip, check=True)
            for archive in place.glob("*.whl"):
                zipfile.ZipFile(archive).extractall(place)
    return place


def found(place, name):
    """The file of that name, wherever it stands."""
    (file,) = [file for file in place.rglob("*.ttf") if file.name == name]
    return file


def lend(font, lender):
    """Puts signs that the font lacks into it, drawn as in another one."""
    scale = font["head"].unitsPerEm / lender["head"].unitsPerEm
    glyphs = lender.getGlyphSet()
    for sign in LENT:
        source, name = lender.getBestCmap()[ord(sign)], f"uni{ord(sign):04X}"
        pen = TTGlyphPen(None)
        glyphs[source].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        font["glyf"][name] = pen.glyph()
        left = getattr(font["glyf"][name], "xMin", 0)
        font["hmtx"][name] = (round(glyphs[source].width * scale), left)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(sign)] = name


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    for theme, name, package, source, axes in CUTS:
        file = found(fetched(package, folder), source)
        if axes:
            font = TTFont(file, recalcTimestamp=False)
            instancer.instantiateVariableFont(font, axes, inplace=True)
            if theme == "atlas":
                onest = THEMES / "base" / "card-fonts" / f"Onest-{axes['wght']}.ttf"
                lend(font, TTFont(onest))
            file = folder / name
            font.save(file)
        (THEMES / theme / "card-fonts").mkdir(exist_ok=True)
        subset.main([
            str(file),
            "--unicodes=" + ",".join(f"{c:x}" for c in CHARACTERS),
            "--layout-features=kern,mark,mkmk,ccmp,locl",
            "--name-IDs=*",
            "--no-hinting",
            "--drop-tables+=STAT,vhea,vmtx",
            f"--output-file={THEMES / theme / 'card-fonts' / name}",
        ])
# Their licences are those of the same families' fonts for pages.
for theme, family in [("atlas", "RobotoCondensed"), ("longread", "Literata")]:
    licence = f"OFL-{family}.txt"
    text = (THEMES / "base" / "assets" / "fonts" / licence).read_bytes()
    (THEMES / theme / "card-fonts" / licence).write_bytes(text)
