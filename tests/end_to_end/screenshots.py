"""Pictures of the real window, to be looked at: `python -m tests.end_to_end.screenshots FOLDER [NAME ...]`.

Starts an X server of its own and a program of its own for each language and look, in a home of nobody.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

SIZES = {"": (1440, 900), "small": (1024, 700), "large": (1600, 1000)}


@dataclass(frozen=True)
class Look:
    """How one run of the program looks."""

    name: str
    language: str = "en"
    theme: str = "light"
    scale: float = 1.0
    size: str = ""
    contrast: str = "normal"


LOOKS = (
    Look("light"),
    Look("dark", theme="dark"),
    Look("arabic", language="ar"),
    Look("contrast", contrast="high"),
    Look("contrast-dark", theme="dark", contrast="high"),
    Look("small", size="small"),
    Look("text-150", scale=1.5, size="large"),
    Look("text-200", scale=2.0, size="large"),
    Look("pseudo", language="xx", size="large"),
)


def main() -> int:
    """Make the pictures; with --one make those of one look, within a display that is there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("looks", nargs="*", default=[look.name for look in LOOKS])
    parser.add_argument("--one", action="store_true")
    parser.add_argument("--scenes", default="", help="begin of the names of the pictures wanted")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    chosen = [look for look in LOOKS if look.name in arguments.looks]
    if arguments.one:
        return _shoot(chosen[0], arguments.folder, arguments.scenes)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as stream:
            display = f":{stream.readline().strip()}"
        codes = [_run(look, arguments, display) for look in chosen]
        server.terminate()
    return max(codes, default=0)


def _run(look: Look, arguments: argparse.Namespace, display: str) -> int:
    with tempfile.TemporaryDirectory() as home:
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "QT_", "WAYLAND"))}
        environment |= {"HOME": home, "DISPLAY": display, "LANG": "C.UTF-8"}
        words = [
            sys.executable,
            "-m",
            "tests.end_to_end.screenshots",
            str(arguments.folder),
            look.name,
            "--one",
        ]
        words += ["--scenes", arguments.scenes]
        return subprocess.run(words, env=environment, check=False).returncode


def _shoot(look: Look, folder: Path, scenes: str) -> int:
    """Open the sample in this process and take its pictures."""
    from PySide6.QtCore import QTimer

    from palmyra_desktop import app, i18n, paths, settings
    from palmyra_desktop.gui.current_settings import CurrentSettings
    from palmyra_desktop.gui.look import Look as WindowLook
    from palmyra_desktop.gui.main_window import MainWindow
    from palmyra_desktop.gui.opening import Opening
    from palmyra_desktop.gui.tasks import Tasks
    from palmyra_desktop.settings import Settings

    i18n.set_language(look.language)
    wanted = replace(
        Settings(), language=look.language, theme=look.theme, text_scale=look.scale, contrast=look.contrast
    )
    settings.save(wanted, paths.settings_file())
    application = app.application()
    tasks = Tasks(application)
    kept = CurrentSettings(settings.load(paths.settings_file()), paths.settings_file(), tasks, application)
    window = MainWindow(tasks, kept, WindowLook(application, kept, application), Opening(tasks, application))
    window.build()
    window.show()
    window.resize(*SIZES[look.size])
    window.opening.begin(None, kept.value)
    steps = iter([step for step in _steps(window) if step[0].startswith(scenes)])

    def settle() -> None:
        if tasks.is_busy or window.context is None:
            QTimer.singleShot(100, settle)
            return
        QTimer.singleShot(350, take)

    def take() -> None:
        if tasks.is_busy:
            settle()
            return
        if take.name:  # type: ignore[attr-defined]  # set below
            _grab(window, folder / f"{take.name}-{look.name}.png")  # type: ignore[attr-defined]
        step = next(steps, None)
        if step is None:
            window.close()
            application.quit()
            return
        take.name = step[0]  # type: ignore[attr-defined]
        step[1]()
        settle()

    take.name = ""  # type: ignore[attr-defined]
    settle()
    code = application.exec()
    window.leave()
    tasks.close()
    return code


def _grab(window: object, path: Path) -> None:
    from PySide6.QtWidgets import QApplication, QDialog

    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    target = dialogs[0] if dialogs else window
    screen = QApplication.primaryScreen()
    if dialogs:
        screen.grabWindow(0).save(str(path))
        dialogs[0].close()
    else:
        target.grab().save(str(path))  # type: ignore[attr-defined]  # a widget
    print(path.name, flush=True)


def _steps(window: object) -> list[tuple[str, Callable[[], None]]]:
    """What is looked at, in order."""
    from palmyra_desktop.domain.criteria import Criteria
    from palmyra_desktop.domain.fields import Kind
    from palmyra_desktop.gui.main_window import MainWindow
    from tests.end_to_end import act_scenes, beside_scenes, encryption_scenes, form_scenes, timeline_scenes

    assert isinstance(window, MainWindow)

    def space() -> object:
        return window.workspace

    def archive() -> object:
        return window.archive

    def bel() -> None:
        window.workspace.go_to(window.archive.find(Kind.EVENT, "Temple of Bel blown up"))  # type: ignore[union-attr]

    def kind(which: Kind) -> Callable[[], None]:
        def step() -> None:
            window.workspace.clear_filters()
            window.workspace.set_kind(which)

        return step

    def filtered() -> None:
        group = window.archive.find(Kind.ACTOR, "Islamic State")  # type: ignore[union-attr]
        found = Criteria().only("actor", group.id).toggled("event_kind", "destruction_of_heritage")
        window.workspace.set_criteria(found)

    def searched() -> None:
        window.workspace.set_criteria(Criteria(text="temple"))

    def conflict() -> None:
        window.workspace.clear_filters()
        window.workspace.go_to(window.archive.find(Kind.MONUMENT, "Temple of Bel"))  # type: ignore[union-attr]

    def comparison() -> None:
        window.workspace.clear_filters()
        bel_id = window.archive.find(Kind.MONUMENT, "Temple of Bel")  # type: ignore[union-attr]
        window.workspace.set_current(bel_id)
        window.workspace.compare_claims(bel_id, "condition")

    def comparison_rows() -> None:
        from palmyra_desktop.gui.comparison.head import ComparisonHead

        head = window.findChild(ComparisonHead)
        assert head is not None
        head.form.choose("rows")

    def comparison_day() -> None:
        from palmyra_desktop.gui.comparison.head import ComparisonHead

        head = window.findChild(ComparisonHead)
        assert head is not None
        head.form.choose("matrix")
        head.day.setText("2015-09-01")
        head.day.editingFinished.emit()

    def reader() -> None:
        source = window.archive.find(Kind.SOURCE, "Palmyra: Syrian forces")  # type: ignore[union-attr]
        window.workspace.go_to(source)
        window.workspace.open_words(source.id, window.archive.claims_in(source.id)[2].id)  # type: ignore[union-attr]

    def nothing() -> None:
        bel_id = window.archive.find(Kind.MONUMENT, "Temple of Bel").id  # type: ignore[union-attr]
        window.workspace.set_criteria(Criteria(text="lion").only("monument", bel_id))

    def action(name: str) -> Callable[[], None]:
        def step() -> None:
            from PySide6.QtCore import QTimer

            window.workspace.clear_filters()
            QTimer.singleShot(0, window.all_actions[name].trigger)

        return step

    def review() -> None:
        from palmyra_desktop.gui.importing import Importing
        from tests.article_findings import TEXT

        window.workspace.clear_filters()
        seed = Path(__file__).parents[3] / "shared" / "data" / "seed-article.txt"
        text = seed.read_text("utf-8") if seed.exists() else TEXT
        window.all_actions.findChild(Importing).bring_in_text(text)  # type: ignore[union-attr]

    def reviewed() -> None:
        window.pages.cover.act("skip")  # type: ignore[union-attr]  # a review
        window.pages.cover.findings.make_current(window.pages.cover.findings.model_.refs[3])  # type: ignore[union-attr]

    def corrected() -> None:
        window.pages.cover.act("correct")  # type: ignore[union-attr]

    def added() -> None:
        window.pages.cover.head.add.click()  # type: ignore[union-attr]

    def backups() -> None:
        from palmyra_desktop.domain.backup import Occasion
        from palmyra_desktop.services.backups import back_up

        if not restore.paths:  # type: ignore[attr-defined]  # set below
            for occasion in (Occasion.AUTOMATIC, Occasion.BULK, Occasion.HAND):
                restore.paths.append(back_up(window.archive, occasion))  # type: ignore[attr-defined, arg-type]
        action("backups")()

    def restore() -> None:
        from palmyra_desktop.gui.backing_up import BackingUp
        from tests.acts import change, create

        change(
            window.archive,
            window.archive.find(Kind.MONUMENT, "Temple of Bel"),
            "Edit Temple of Bel",
            note="n",
        )  # type: ignore[union-attr, arg-type]
        create(window.archive, Kind.EVENT, title="A mistake")  # type: ignore[arg-type]
        part = window.all_actions.findChild(BackingUp)
        assert part is not None
        part._on_read(part._listed)
        part._on_restore_wanted(restore.paths[-1])  # type: ignore[attr-defined]

    def harmed() -> None:
        import sqlite3

        with sqlite3.connect(str(window.archive.location)) as file:  # type: ignore[union-attr]
            file.execute("DELETE FROM search_event")
            file.execute("UPDATE source_text SET text = 'x' WHERE source_id = 1")
        file.close()
        action("check")()

    def custody() -> None:
        from PySide6.QtCore import QTimer

        source = window.archive.find(Kind.SOURCE, "Palmyra: Syrian forces")  # type: ignore[union-attr]
        window.workspace.go_to(source)
        QTimer.singleShot(300, lowest)

    def lowest() -> None:
        from PySide6.QtWidgets import QScrollArea

        area = window.findChild(QScrollArea, "detail_area")
        assert area is not None
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    def damaged() -> None:
        import shutil

        wrong = Path(tempfile.mkdtemp()) / "Damaged.palmyra"
        shutil.copy(str(window.archive.location), wrong)  # type: ignore[union-attr]
        with wrong.open("r+b") as file:
            file.write(b"no header at all")
        window.opening.open(str(wrong))

    restore.paths = []  # type: ignore[attr-defined]

    def failure() -> None:
        wrong = Path(tempfile.mkdtemp()) / "notes.palmyra"
        wrong.write_text("this is no archive", "utf-8")
        window.opening.open(str(wrong))

    return [
        ("main", bel),
        ("monuments", kind(Kind.MONUMENT)),
        ("images", kind(Kind.IMAGE)),
        ("actors", kind(Kind.ACTOR)),
        ("sources", kind(Kind.SOURCE)),
        ("claims", kind(Kind.CLAIM)),
        ("filter", filtered),
        ("search", searched),
        ("conflict", conflict),
        ("comparison", comparison),
        ("comparison-rows", comparison_rows),
        ("comparison-day", comparison_day),
        ("coverage", action("coverage")),
        ("reader", reader),
        ("empty", nothing),
        ("about", action("about")),
        ("help", action("help")),
        ("palette", action("palette")),
        ("export", action("export")),
        ("backups", backups),
        ("backups-restore", restore),
        *act_scenes.scenes(window),
        *beside_scenes.scenes(window),
        *form_scenes.scenes(window),
        *timeline_scenes.scenes(window),
        *encryption_scenes.scenes(window),
        ("timeline-hijri", action("hijri_axis")),
        ("timeline-picture", action("save_picture")),
        ("timeline-print", action("print_timeline")),
        ("check-custody", custody),
        ("check-damaged", damaged),
        ("check-found", harmed),
        ("review", review),
        ("review-decided", reviewed),
        ("review-form", corrected),
        ("review-added", added),
        ("edit-locked", action("lock")),  # nothing can be written afterwards
        ("error", failure),
    ]


if __name__ == "__main__":
    sys.exit(main())
