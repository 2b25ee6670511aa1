"""A paper as PDF. Type shrinks until it fits one page; what fits in no type that can be read goes on."""

from bisect import bisect_left
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont

from casepwa.papers.letters import MARK, drawable
from casepwa.papers.paper import PART_2_NOTICE, Line, Paper, Section
from casepwa.papers.words import Words

_FONTS = Path(__file__).parent / "fonts"
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Points; under 8 nobody reads a page that is held in a hand."""
_INK, _GREY, _URGENT = (20, 25, 28), (85, 92, 96), (160, 40, 30)
_SIDE, _TOP, _BOTTOM = 16.0, 14.0, 12.0  # mm; the footer's lines come upon the bottom
_FOOTER_ROW = 4.0


def printed(paper: Paper) -> bytes:
    """``paper`` as a PDF of US Letter pages: one, unless it does not fit at 8 points.

    Its type has Latin, Greek and Cyrillic letters. For others a mark stands, and each page says what it is.
    """
    sheets: dict[float, _Sheet] = {}

    def fits(size: float) -> bool:
        sheets[size] = _Sheet(paper, size)
        sheets[size].lay_out()
        return sheets[size].page_no() == 1

    try:
        at = min(bisect_left(_SIZES, True, key=fits), len(_SIZES) - 1)
        return bytes(sheets[_SIZES[at]].output())
    finally:
        for sheet in sheets.values():
            sheet.close_fonts()


class _Sheet(FPDF):
    """A paper laid out at one size of type. Its fonts are embedded, reduced to the letters used."""

    def __init__(self, paper: Paper, size: float) -> None:
        super().__init__(format="Letter")
        self._size = size
        self._words = Words(paper.language)
        self._row = size * 0.3528 * 1.3  # mm: a point is 0.3528 mm
        self.add_font("Roboto", "", _FONTS / "Roboto-Regular.ttf")
        self.add_font("Roboto", "B", _FONTS / "Roboto-Bold.ttf")
        self._paper = drawable(paper, self._letters())
        self.set_margins(_SIDE, _TOP, _SIDE)
        footer_rows = 2 + paper.has_part_2 + self._paper.has_marks
        self.set_auto_page_break(True, _BOTTOM + _FOOTER_ROW * footer_rows)
        self.set_title(paper.title)
        self.set_lang(paper.language)
        self.set_creation_date(paper.printed_at)

    def lay_out(self) -> None:
        """Title, facts, sections."""
        self.add_page()
        self._type(self._size + 7, "B")
        self.multi_cell(0, (self._size + 7) * 0.3528 * 1.15, self._paper.title, align="L", **_BELOW)
        self._type(self._size, colour=_GREY)
        for fact in self._paper.facts:
            self.multi_cell(0, self._row, fact, align="L", **_BELOW)
        for section in self._paper.sections:
            self._section(section)

    def _letters(self) -> set[int]:
        """Code points that both weights of the type have."""
        return set.intersection(
            *(set(font.cmap) for font in self.fonts.values() if isinstance(font, TTFFont))
        )

    def close_fonts(self) -> None:
        """Their files stay open until the paper is written."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def _section(self, section: Section) -> None:
        if self.will_page_break(self._row * 4):  # no title alone at the foot of a page
            self.add_page()
        self.set_y(self.get_y() + self._row * 0.6)
        began, page = self.get_y(), self.page_no()
        self._type(self._size + 1, "B", colour=_URGENT if section.is_urgent else _INK)
        self.multi_cell(0, self._row * 1.15, section.title, align="L", **_BELOW)
        for line in section.lines or (Line(text=section.empty),):
            self._line(line)
        if section.is_urgent and self.page_no() == page:
            self.set_fill_color(*_URGENT)
            self.rect(_SIDE - 4, began, 1.2, self.get_y() - began, style="F")

    def _line(self, line: Line) -> None:
        indent = 4.0 if line.bullet else 0.0
        if line.bullet:
            self._type(self._size)
            self.set_x(_SIDE)
            self.write(self._row, "•")
        self.set_left_margin(_SIDE + indent)
        self.set_x(_SIDE + indent)
        if line.label:
            self._type(self._size, "B")
            self.write(self._row, f"{line.label} ")
        self._type(self._size)
        self.write(self._row, line.text)
        if line.note:
            self._type(self._size, colour=_GREY)
            self.write(self._row, f"  {line.note}" if line.text else line.note)
        self.set_left_margin(_SIDE)
        self.ln(self._row)
        self.set_y(self.get_y() + self._row * 0.15)

    def footer(self) -> None:
        """When, by whom, which version, which page; the notice of 42 CFR Part 2 where it applies."""
        t, paper = self._words.t, self._paper
        when = self._words.moment(paper.printed_at)
        lines = [
            t("{agency}. Confidential. {version}", agency=paper.agency, version=paper.version),
            t("Printed {when} by {name}.", when=when, name=paper.printed_by)
            + " "
            + t("Page {page} of {pages}", page=self.page_no(), pages="{nb}"),
        ]
        if paper.has_marks:
            lines.insert(
                0, t("{mark}: letters that cannot be printed here. Read them in the app.", mark=MARK)
            )
        if paper.has_part_2:
            lines.insert(0, PART_2_NOTICE)
        self.set_y(-(6.0 + _FOOTER_ROW * len(lines)))
        for index, line in enumerate(lines):
            self._type(8, "B" if paper.has_part_2 and index == 0 else "", colour=_GREY)
            self.cell(0, _FOOTER_ROW, line, **_BELOW)

    def _type(self, size: float, style: str = "", *, colour: tuple[int, int, int] = _INK) -> None:
        self.set_font("Roboto", style, size)
        self.set_text_color(*colour)


_BELOW = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}
