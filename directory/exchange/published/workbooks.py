"""How does a sheet become a workbook? XLSX of plain text cells, the first row held in sight, nothing computed."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE: Final = "http://schemas.openxmlformats.org"
_MAIN: Final = f"{_OFFICE}/spreadsheetml/2006/main"
_LINKS: Final = f"{_OFFICE}/officeDocument/2006/relationships"
_PACKAGE: Final = f"{_OFFICE}/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_CELL: Final = 32_767
_LONGEST_NAME: Final = 31
_STEADY: Final = (2020, 1, 1, 0, 0, 0)
"""The date of every part: the same sheet is the same file."""


def workbook(name: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook with this one sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for path, content in (*_FRAME, ("xl/workbook.xml", _book(name)), ("xl/worksheets/sheet1.xml", "")):
            text = content or "".join(_sheet((headers, *rows)))
            package.writestr(zipfile.ZipInfo(path, _STEADY), _HEAD + text, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _book(name: str) -> str:
    plain = escape(re.sub(r"[\\/?*\[\]:]", " ", name)[:_LONGEST_NAME], {'"': "&quot;"})
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets><sheet name="{plain}" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    )


def _sheet(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
    )
    for row in rows:
        yield "<row>" + "".join(map(_cell, row)) + "</row>"
    yield "</sheetData></worksheet>"


def _cell(text: str) -> str:
    """A cell of text as it stands (type inlineStr), which no program reads as a formula."""
    if not text:
        return "<c/>"
    plain = escape(_NOT_XML.sub("", text)[:_LONGEST_CELL])
    return f'<c t="inlineStr" s="1"><is><t xml:space="preserve">{plain}</t></is></c>'


_CONTENT_TYPES: Final = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/></Types>'
)
_PACKAGE_LINKS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_LINKS}/officeDocument"'
    ' Target="xl/workbook.xml"/></Relationships>'
)
_BOOK_LINKS: Final = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_LINKS}/worksheet"'
    f' Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_LINKS}/styles" Target="styles.xml"/>'
    "</Relationships>"
)
_LOOKS: Final = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Yu Gothic"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
    '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_FRAME: Final = (
    ("[Content_Types].xml", _CONTENT_TYPES),
    ("_rels/.rels", _PACKAGE_LINKS),
    ("xl/_rels/workbook.xml.rels", _BOOK_LINKS),
    ("xl/styles.xml", _LOOKS),
)
