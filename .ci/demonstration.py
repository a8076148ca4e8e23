"""The demonstration with another number in it."""

import pathlib
import shutil

CLAIM = 'id = "plans-work-alba"'


def changed(project, folder):
    """The project, in a folder of its own, with 26 percent where 24 stood."""
    copy = pathlib.Path(folder) / "changed"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(project, copy)
    for records in copy.rglob("claims*.toml"):
        lines = records.read_text().splitlines(keepends=True)
        found = [at for at, line in enumerate(lines) if CLAIM in line and "24" in line]
        if found:
            [at] = found
            lines[at] = lines[at].replace("24", "26")
            records.write_text("".join(lines))
            return copy
    raise SystemExit("the demonstration has no such claim")
