"""What lies under a path? A file, a folder or a ZIP becomes the lists in it; a member of a set finds its siblings."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from directory.exchange.additions import with_additions
from directory.exchange.encodings import UnreadableFileError
from directory.exchange.hsds.reading import read_tables
from directory.exchange.hsds.tables import TableRow, row_of, table_of
from directory.exchange.listing import Level, ReadResult, Remark
from directory.exchange.reading import read_file
from directory.exchange.sheets import Contents, is_blank, read_contents

LISTS: Final = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".geojson", ".ndjson"})
_TEXT: Final = frozenset({".csv", ".tsv", ".txt"})
_PACKAGE: Final = "datapackage.json"
_MOST_FILES: Final = 2_000
_MOST_BYTES: Final = 512 * 1024 * 1024
_NO_LIST: Final = "この中に一覧のファイル（CSV・XLSX・JSON）がありません。"
_OFFICE: Final = frozenset({"[Content_Types].xml", "mimetype"})


def read_path(path: Path) -> tuple[ReadResult, ...]:
    """Every list under a path, in the order of their names; each row of each file is in exactly one of them."""
    if path.is_dir():
        return _folder(path, path.name)
    if _is_archive(path):
        return _archive(path)
    if members := _set_of(path):
        return (_read_set(path.name, members),)
    return tuple(_single(path))


def _single(path: Path) -> list[ReadResult]:
    return list(with_additions(path, read_file(path), _siblings(path)))


def _siblings(path: Path) -> list[Path]:
    return [one for one in _files(path.parent) if one != path and one.parent == path.parent and one.suffix in _TEXT]


def _folder(folder: Path, name: str) -> tuple[ReadResult, ...]:
    results: list[ReadResult] = []
    done: set[Path] = set()
    for path in _files(folder):
        if path in done:
            continue
        if _is_archive(path):
            results += _archive(path)
            continue
        members = _set_of(path)
        found = [_read_set(path.name, members)] if members else _single(path)
        done |= {path, *members, *(path.parent / one.file for one in found)}
        results += [replace(one, file=str((path.parent / one.file).relative_to(folder))) for one in found]
    if not results:
        results.append(_refusal(name, _NO_LIST))
    return tuple(results)


def _files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith((".", "~$", "__MACOSX")))
    return sorted(path for path in found if path.suffix.casefold() in LISTS | {".zip"} and "__MACOSX" not in path.parts)


def _refusal(name: str, sentence: str) -> ReadResult:
    remark = Remark(1, "ファイル", Level.REFUSED, sentence)
    return ReadResult(file=name, format="unknown", encoding="unknown", remarks=(remark,), refusal=sentence)


def _is_archive(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return not _OFFICE & set(archive.namelist())
    except zipfile.BadZipFile:
        return False


def _archive(path: Path) -> tuple[ReadResult, ...]:
    with TemporaryDirectory() as place:
        try:
            _unpack(path, Path(place))
        except UnreadableFileError as error:
            return (_refusal(path.name, str(error)),)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
            return (_refusal(path.name, "ZIP を開けませんでした。パスワードを外すか、作り直してください。"),)
        return _folder(Path(place), path.name)


def _unpack(path: Path, place: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        if len(members) > _MOST_FILES or sum(one.file_size for one in members) > _MOST_BYTES:
            raise UnreadableFileError("ZIP の中身が多すぎます。分けてから取り込んでください。")
        for number, member in enumerate(members):
            name = PurePosixPath(_name(member).replace("\\", "/"))
            parts = [part for part in name.parts if part not in {"..", ".", "/"} and ":" not in part]
            if not parts or name.suffix.casefold() not in LISTS | {".zip"}:
                continue
            target = place.joinpath(*parts[:-1], parts[-1] or str(number))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(_bytes(archive, member))


def _bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as stream:
        data = io.BytesIO(stream.read(member.file_size + 1))
    return data.getvalue()


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; Japanese Windows writes CP932 where the standard has CP437."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("cp932")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return member.filename


def _set_of(path: Path) -> dict[Path, str]:
    """The files of the set that a file belongs to, with the table of each; empty where it belongs to none."""
    if path.name != _PACKAGE and not _table(path):
        return {}
    beside = [one for one in _files(path.parent) if one.parent == path.parent]
    found = {one: table for one in beside if (table := _table(one))}
    return found | dict.fromkeys((one for one in beside if found and one.name == _PACKAGE), "")


def _table(path: Path) -> str:
    if path.suffix.casefold() not in _TEXT:
        return ""
    contents = _contents(path)
    header = _header(contents)
    return table_of(path.stem, header) if header else ""


def _contents(path: Path) -> Contents | None:
    try:
        return read_contents(path)
    except UnreadableFileError:
        return None


def _header(contents: Contents | None) -> Sequence[str]:
    rows = contents.sheets[0].rows if contents else ()
    return next((row for row in rows if not is_blank(row)), ())


def _read_set(name: str, members: dict[Path, str]) -> ReadResult:
    rows: list[TableRow] = []
    blank, remarks, encoding = 0, [], "utf-8"
    for path, table in members.items():
        contents = _contents(path) if table else None
        if contents is None:
            continue
        encoding = contents.encoding
        remarks += [replace(remark, part=path.name) for remark in contents.remarks]
        blank += sum(map(is_blank, contents.sheets[0].rows))
        rows += _rows(table, contents)
    title = name if len(members) == 1 else f"{name}（ほか{len(members) - 1}ファイル）"
    form = "hsds_csv" if "service_at_location" in members.values() else "hsds_like_csv"
    result = read_tables(rows, ReadResult(file=title, format=form, encoding=encoding, remarks=tuple(remarks)))
    return replace(result, rows=result.rows + blank, blank=blank)


def _rows(table: str, contents: Contents) -> Iterator[TableRow]:
    header: Sequence[str] = ()
    for number, row in enumerate(contents.sheets[0].rows, start=1):
        if is_blank(row):
            continue
        if not header:
            header = row
            continue
        yield row_of(table, dict(zip(header, row, strict=False)), number)
