"""Every export format; the dialog and the command line are built from this tuple."""

from palmyra_desktop.exporters.archive_json import ArchiveJson
from palmyra_desktop.exporters.base import Exporter
from palmyra_desktop.exporters.csv_table import CsvTable
from palmyra_desktop.exporters.html_report import HtmlReport
from palmyra_desktop.exporters.timeline_svg import TimelineSvg
from palmyra_desktop.exporters.timelinejs import TimelineJs
from palmyra_desktop.exporters.xlsx import Xlsx

EXPORTERS: tuple[Exporter, ...] = (
    CsvTable(),
    Xlsx(),
    ArchiveJson(),
    HtmlReport(),
    TimelineSvg(),
    TimelineJs(),
)


def exporter(key: str) -> Exporter:
    """Return the exporter of that key.

    Raises:
        KeyError: if there is none.
    """
    for found in EXPORTERS:
        if found.key == key:
            return found
    raise KeyError(key)
