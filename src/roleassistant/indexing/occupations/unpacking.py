"""The folder of an O*NET database that can be read again whenever the index is built."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from roleassistant.errors import IndexNotWritable
from roleassistant.reading.onet_facts import OCCUPATIONS
from roleassistant.reading.onet_tables import in_zip, table_files

UNPACKED = "onet"


def database_in(source: Path, index: Path) -> tuple[Path, str]:
    """The folder of the database and its release. A ZIP is unpacked into the folder of the index,
    in place of what was unpacked there before: what is cited has to lie somewhere.

    Raises:
        DocumentError: `source` is no O*NET database, or cannot be read.
        IndexNotWritable: the folder of the index cannot be written.
    """
    tables = {file.table: file.release for file in table_files(source)}
    release = tables[OCCUPATIONS]
    if source.is_dir():
        return source, release
    target, fresh = index / UNPACKED, index / f"{UNPACKED}.new"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for _, shown, data in in_zip(source):
            (fresh / PurePosixPath(shown).name).write_bytes(data)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    except OSError as problem:
        shutil.rmtree(fresh, ignore_errors=True)
        raise IndexNotWritable(
            f"{source} cannot be unpacked to {target}: {problem}. Free some space or name another "
            f"folder with --index."
        ) from problem
    return target, release
