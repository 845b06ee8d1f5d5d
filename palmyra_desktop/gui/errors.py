"""What goes wrong: the world's faults in words, our own in the log and, each once, in a dialog."""

import logging
import sys
import threading
import traceback
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, QUrl, Signal, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QIcon
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from palmyra_desktop import logs, paths
from palmyra_desktop.domain.errors import Cancelled, KnownError
from palmyra_desktop.gui.widgets.tips import plain
from palmyra_desktop.i18n import _

_log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Faults(QObject):
    """Catch what nobody caught, log it, and tell the user once of each distinct fault."""

    _raised = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Catch nothing before `install`."""
        super().__init__(parent)
        self._told: set[tuple[str, ...]] = set()
        # A fault may strike on any thread; the dialog belongs to this object's own.
        self._raised.connect(self._on_raised)

    def install(self) -> None:
        """Catch every exception of every thread from now on, and Qt's own messages."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_log_qt_message)

    def uninstall(self) -> None:
        """Leave things as they were before `install`."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def report(self, error: BaseException) -> None:
        """Say a KnownError in words; log anything else and tell of it. Fits `Tasks.failed`."""
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, KnownError):
            logs.report_unexpected(type(error), error, error.__traceback__)
        self._raised.emit(error)

    def _on_exception(
        self, exc_type: type[BaseException], error: BaseException, tb: TracebackType | None
    ) -> None:
        if issubclass(exc_type, KeyboardInterrupt):
            QApplication.quit()
            return
        self.report(error.with_traceback(tb))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _on_raised(self, error: BaseException) -> None:
        if isinstance(error, KnownError):
            show_words(QApplication.activeWindow(), error.message, error.hint)
            return
        # A fault inside a paint event comes again with every frame.
        where = tuple(
            f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)
        )
        if where in self._told:
            return
        self._told.add(where)
        self._tell_fault()

    def _tell_fault(self) -> None:
        box = _box(
            QApplication.activeWindow(),
            _("Something went wrong inside the program. Nothing that was saved is lost."),
            _("You can go on. If it happens again, please report it with the log; it holds no texts."),
        )
        box.setIcon(QMessageBox.Icon.Warning)
        folder = box.addButton(_("Open the log folder"), QMessageBox.ButtonRole.HelpRole)
        folder.clicked.connect(open_log_folder)
        _button(box, QMessageBox.StandardButton.Close)
        box.open()


def show_words(parent: QWidget | None, message: str, hint: str = "") -> QMessageBox:
    """Show a sentence and what to do about it, without stopping anything."""
    box = _box(parent, message, hint)
    _button(box, QMessageBox.StandardButton.Ok)
    box.open()
    return box


def open_log_folder() -> None:
    """Show the folder of logs in the system's own file browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.log_folder())))


def _box(parent: QWidget | None, message: str, hint: str) -> QMessageBox:
    # Without a parent the box would go with its last Python name, before anybody has read it.
    windows = (window for window in QApplication.topLevelWidgets() if window.isVisible())
    box = QMessageBox(parent or next(windows, None))
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setObjectName("words")
    box.setWindowTitle(_("Palmyra Desktop"))
    box.setText(plain(message))
    box.setInformativeText(plain(hint))
    return box


def _button(box: QMessageBox, kind: QMessageBox.StandardButton) -> None:
    box.addButton(kind).setIcon(QIcon())  # a desktop's own pictures are none of ours


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
