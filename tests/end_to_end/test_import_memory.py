"""An import takes little more memory for a larger file: neither the file nor its records are held."""

import subprocess
import sys
from pathlib import Path

import pytest

SMALL, LARGE = 6_000, 26_000
IMPORT = """
import sys
from pathlib import Path
from palmyra_desktop.services.archive import Archive
from palmyra_desktop.services.importing import import_files

with Archive.create(Path(sys.argv[1])) as archive:
    for name in sys.argv[2:]:
        import_files(archive, [Path(name)])
        status = Path("/proc/self/status").read_text()
        print(int(status.partition("VmHWM:")[2].split()[0]))
"""


def file_of(path: Path, count: int) -> Path:
    """Write archive JSON of so many records, a line for each."""
    lines = ",\n".join(f'{{"id":{n},"uid":"{path.stem}-{n}","title":"قصف {n}"}}' for n in range(1, count + 1))
    path.write_text(f'{{"palmyra":1,"kind":"events","records":[\n{lines}\n]}}\n', "utf-8")
    return path


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells how much memory a program took at most")
def test_a_larger_file_takes_a_few_bytes_more_for_each_record(tmp_path: Path) -> None:
    files = file_of(tmp_path / "small.json", SMALL), file_of(tmp_path / "large.json", LARGE)

    words = [sys.executable, "-c", IMPORT, tmp_path / "a.palmyra", *files]
    told = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True, timeout=120)

    small, large = map(int, told.stdout.split())  # kB
    assert 1024 * (large - small) / (LARGE - SMALL) < 1_500  # 600 now; 2 500 where each record is held
