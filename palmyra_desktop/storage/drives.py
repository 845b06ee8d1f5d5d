"""Whether a file lies on a drive of another computer, where SQLite's write-ahead log does not work."""

import re
import sys
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(("9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"))
_NETWORK |= {"smb3", "smbfs", "vboxsf"}
_NETWORK |= {f"fuse.{kind}" for kind in ("davfs2", "gvfsd-fuse", "rclone", "s3fs", "sshfs")}
_OCTAL = re.compile(r"\\([0-7]{3})")  # a space in a folder's name is written \040
_DRIVE_REMOTE = 4  # Windows, GetDriveTypeW


def is_network_drive(path: Path, mounts: Path = _MOUNTS) -> bool:
    """Say whether the path lies on a network drive, as far as the system tells.

    Args:
        mounts: Linux's list of mounted drives. Elsewhere but on Windows nothing is known: False.
    """
    if sys.platform == "win32":
        return _is_remote_on_windows(path)
    return _type_of_drive(path.resolve(), mounts) in _NETWORK


def _type_of_drive(path: Path, mounts: Path) -> str:
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found, depth = "", -1
    for line in lines:
        _, place, kind, *_ = (*line.split(" "), "", "", "")
        folder = Path(_OCTAL.sub(lambda code: chr(int(code[1], 8)), place))
        if path.is_relative_to(folder) and len(folder.parts) >= depth:
            found, depth = kind, len(folder.parts)
    return found


if sys.platform == "win32":
    import ctypes

    def _is_remote_on_windows(path: Path) -> bool:
        anchor = path.absolute().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
