"""Whether a file lies where SQLite's write-ahead log does not work: on a drive of another computer, or in a
folder that a program copies to other computers as it stands.
"""

import re
import sys
from contextlib import suppress
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(("9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"))
_NETWORK |= {"smb3", "smbfs", "vboxsf"}
_NETWORK |= {f"fuse.{kind}" for kind in ("davfs2", "gvfsd-fuse", "rclone", "s3fs", "sshfs")}
_OCTAL = re.compile(r"\\([0-7]{3})")  # a space in a folder's name is written \040
_SYNCHRONISED = {  # how the names of folders begin, folded
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "syncthing": "Syncthing",
    "box sync": "Box",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
}
_SYNCHRONISERS_FILES = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync_*.db": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".tmp.drivedownload": "Google Drive",
}
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


def synchroniser(path: Path) -> str:
    """Return the name of the program that copies a file's folder to other computers; "" if none is known.

    Told by the names these programs give their folders, and by the files they keep in them.
    """
    folders = path.absolute().parents
    for folder in folders:
        for beginning, name in _SYNCHRONISED.items():
            rest = folder.name.casefold().removeprefix(beginning)
            if folder.name.casefold().startswith(beginning) and not rest[:1].isalnum():
                return name
    for folder in folders:
        for pattern, name in _SYNCHRONISERS_FILES.items():
            with suppress(OSError):
                if next(folder.glob(pattern), None) is not None:
                    return name
    return ""


if sys.platform == "win32":
    import ctypes

    def _is_remote_on_windows(path: Path) -> bool:
        anchor = path.absolute().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
