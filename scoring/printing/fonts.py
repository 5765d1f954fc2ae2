"""The typefaces of our paper, and what to print for a character that they lack.

FiraGO and Fira Mono (SIL Open Font License) come with a package; nothing is read from the system. They have
Latin, Greek and Cyrillic letters; FiraGO also Hebrew, Thai, Georgian, and Arabic and Devanagari without
their joined forms.
"""

import io
import unicodedata
from functools import cache

import pymupdf_fonts
from fontTools.subset import Options, save_font
from fontTools.ttLib import TTFont
from fpdf import FPDF
from fpdf.fonts import TTFFont

SANS, MONO = "sans", "mono"
FILES = {
    (SANS, ""): "figo",
    (SANS, "B"): "figbo",
    (SANS, "I"): "figit",
    (MONO, ""): "fimo",
    (MONO, "B"): "fimbo",
}
# Tables of the files that our paper does not use: placing of letters, signatures, hints for small screens.
UNUSED = ("DSIG", "GDEF", "GPOS", "GSUB", "cvt ", "fpgm", "gasp", "prep")
REPLACEMENT = "\u25a1"  # an empty box, which Fira Mono has
SPACES = {"\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": "    ", "\u2028": "\n", "\u2029": "\n"}


@cache
def font_file(family: str, style: str) -> bytes:
    """A typeface as a file, without the tables that we do not use."""
    font = TTFont(io.BytesIO(pymupdf_fonts.myfont(FILES[family, style])), recalcTimestamp=False)
    for table in UNUSED:
        if table in font:
            del font[table]
    font["OS/2"].fsSelection &= 0x7F  # bits that this version of the table has not; the tools warn of them
    made = io.BytesIO()
    save_font(font, made, Options())
    return made.getvalue()


def add_fonts(pdf: FPDF) -> None:
    """Gives the document our typefaces. A letter that FiraGO lacks is taken from Fira Mono."""
    for family, style in FILES:
        key = family + style
        # The library's own `add_font` takes a path alone; what it does with it takes a file as well.
        file = io.BytesIO(font_file(family, style))
        pdf.fonts[key] = TTFFont(pdf, file, key, style)  # type: ignore[arg-type]  # see above
    pdf.set_fallback_fonts([MONO], exact_match=False)


@cache
def _known() -> frozenset[int]:
    """The characters that every style of a family has, in one family at least."""
    families = []
    for wanted in (SANS, MONO):
        files = [font_file(family, style) for family, style in FILES if family == wanted]
        cmaps = [set(TTFont(io.BytesIO(file)).getBestCmap()) for file in files]
        families.append(set.intersection(*cmaps))
    return frozenset(set.union(*families))


def printable(text: str) -> str:
    """The text as it can be set: composed, without control characters, an empty box for what we lack."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    known = _known()
    return "".join(_shown(character, known) for character in composed)


def _shown(character: str, known: frozenset[int]) -> str:
    if character in SPACES:
        return SPACES[character]
    if character == "\n" or (ord(character) in known and character.isprintable()):
        return character
    # Marks that join or steer and show nothing by themselves; control characters.
    if unicodedata.category(character) in ("Cc", "Cf", "Mn", "Me"):
        return ""
    return REPLACEMENT
