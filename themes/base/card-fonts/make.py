#!/usr/bin/env python3
"""Cuts the fonts of the share cards out of Onest.

Needs fonttools (4.60 or newer) and npm, which fetches the whole fonts from the package
@expo-google-fonts/onest (Google Fonts' static instances, SIL Open Font License 1.1):

    pip install fonttools
    python3 themes/base/card-fonts/make.py

Run it again after a change to WEIGHTS or CHARACTERS. The names stay as they are (`--name-IDs=*`):
a template asks for the family "Onest", and a renamed family would not be found.
"""

import pathlib
import subprocess
import tempfile

from fontTools import subset

PACKAGE = "@expo-google-fonts/onest@0.4.2"
WEIGHTS = {"Onest-500.ttf": "500Medium/Onest_500Medium.ttf", "Onest-700.ttf": "700Bold/Onest_700Bold.ttf"}
# Latin-1, Latin Extended-A, the stress mark, Cyrillic, and signs that titles are set with.
CHARACTERS = (
    [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x0301, 0x2BC]
    + [*range(0x400, 0x530)]
    + [ord(sign) for sign in "–—‘’‚“”„†•…‰′″‹›€₴₸₽№™←↑→↓−≈≠≤≥"]
)

here = pathlib.Path(__file__).parent
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
    (archive,) = pathlib.Path(folder).glob("*.tgz")
    subprocess.run(["tar", "xzf", archive], cwd=folder, check=True)
    package = pathlib.Path(folder) / "package"
    for name, source in WEIGHTS.items():
        subset.main([
            str(package / source),
            "--unicodes=" + ",".join(f"{c:x}" for c in CHARACTERS),
            "--layout-features=kern,mark,mkmk,ccmp,locl",
            "--name-IDs=*",
            "--no-hinting",
            "--drop-tables+=STAT",
            f"--output-file={here / name}",
        ])
    (here / "OFL-Onest.txt").write_bytes((package / "LICENSE_FONT").read_bytes())
