"""Every action of the window, as records; to add one, add its entry here and handle it where it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QKeySequence

from palmyra_desktop.domain.record import RECORD_TYPES
from palmyra_desktop.gui import conditions as when
from palmyra_desktop.gui.conditions import Situation
from palmyra_desktop.i18n import LANGUAGES, N_

Key = QKeySequence.StandardKey


class Menu(Enum):
    """The menus of the menu bar, in order; a value is the title, marked for translation."""

    FILE = N_("&File")
    EDIT = N_("&Edit")
    VIEW = N_("&View")
    RECORD = N_("&Record")
    TOOLS = N_("&Tools")
    HELP = N_("&Help")


class Submenu(Enum):
    """Menus within a menu; a value is the title, marked for translation."""

    RECENT = N_("Open &recent")
    TAGS = N_("Ta&gs")
    PANELS = N_("&Panels")
    THEME = N_("&Colours")
    LANGUAGE = N_("&Language")
    TEXT_SIZE = N_("&Text size")
    TIMELINE = N_("Ti&meline")


@dataclass(frozen=True, slots=True)
class Command:
    """One action: what it is called, where it stands, when it may be taken. What it does is set by `handle`.

    Attributes:
        title: English, marked for translation, "&" before the letter of the keyboard.
        icon: file name in resources/icons.
        keys: shortcuts; a StandardKey where the platform has one, with a text where it might have none.
        submenu: the menu within `menu` it stands in.
        starts_group: a line is drawn above it.
        is_local: its keys belong to the list of records, not to the whole window (Enter, Space, Delete),
            because other widgets need them too; `Actions.add_to` gives them to a widget.
        choice: actions of one choice are checkable, one of them at a time. "" for none.
        is_switch: checkable by itself.
    """

    id: str
    title: str
    menu: Menu
    icon: str = ""
    keys: tuple[Key | str, ...] = ()
    condition: Callable[[Situation], str] = when.always
    submenu: Submenu | None = None
    starts_group: bool = False
    is_local: bool = False
    choice: str = ""
    is_switch: bool = False


_FILE = (
    Command(
        "new_archive", N_("&New archive…"), Menu.FILE, icon="plus", keys=("Ctrl+Shift+N",),
        condition=when.free,
    ),
    Command("new_encrypted", N_("New encr&ypted archive…"), Menu.FILE, condition=when.free),
    Command(
        "open_archive", N_("&Open archive…"), Menu.FILE, icon="open", keys=(Key.Open,), condition=when.free,
    ),
    Command("open_sample", N_("Open the &sample (a fresh copy)"), Menu.FILE, condition=when.free),
    Command("first_screen", N_("First s&creen"), Menu.FILE, condition=when.free),
    Command(
        "import", N_("&Import…"), Menu.FILE, icon="import", keys=("Ctrl+I",),
        condition=when.writable, starts_group=True,
    ),
    Command(
        "export", N_("&Export…"), Menu.FILE, icon="export", keys=("Ctrl+Shift+E",),
        condition=when.with_records,
    ),
    Command("export_selected", N_("Export se&lected…"), Menu.FILE, condition=when.with_selection),
    Command("save_copy", N_("Save a copy of the &archive…"), Menu.FILE, condition=when.with_archive),
    Command("print", N_("&Print…"), Menu.FILE, keys=(Key.Print,), condition=when.with_records),
    Command(
        "preferences", N_("Pre&ferences…"), Menu.FILE, icon="settings",
        keys=(Key.Preferences, "Ctrl+,"), condition=when.free, starts_group=True,
    ),
    Command("quit", N_("&Quit"), Menu.FILE, keys=(Key.Quit, "Ctrl+Q"), starts_group=True),
)  # fmt: skip

_EDIT = (
    Command("undo", N_("&Undo"), Menu.EDIT, icon="undo", keys=(Key.Undo,), condition=when.undoable),
    Command("redo", N_("&Redo"), Menu.EDIT, icon="redo", keys=(Key.Redo,), condition=when.redoable),
    Command(
        "history", N_("&History…"), Menu.EDIT, icon="history", keys=("Ctrl+H",),
        condition=when.with_archive,
    ),
    Command("sign", N_("Sign your chan&ges…"), Menu.EDIT, condition=when.writable),
    Command(
        "copy", N_("&Copy"), Menu.EDIT, keys=(Key.Copy,), condition=when.with_records,
        starts_group=True,
    ),
    Command(
        "paste_article", N_("&Paste article"), Menu.EDIT, keys=(Key.Paste,), condition=when.writable,
    ),
    Command(
        "copy_rows", N_("Copy ro&ws"), Menu.EDIT, keys=("Ctrl+Shift+C",),
        condition=when.with_selection,
    ),
    Command("copy_citation", N_("Copy c&itation"), Menu.EDIT, condition=when.with_words),
    Command("copy_bibtex", N_("Copy as &BibTeX"), Menu.EDIT, condition=when.with_words),
    Command("copy_view", N_("Copy &link to this view"), Menu.EDIT, condition=when.with_archive),
    Command(
        "select_all", N_("Select &all"), Menu.EDIT, keys=(Key.SelectAll,),
        condition=when.with_records,
    ),
    Command(
        "find", N_("&Find"), Menu.EDIT, icon="search", keys=(Key.Find, "/"),
        condition=when.with_archive, starts_group=True,
    ),
    Command("filter_by", N_("Filter b&y this"), Menu.EDIT, icon="filter", condition=when.with_current),
    Command("exclude", N_("&Exclude this"), Menu.EDIT, condition=when.with_current),
    Command(
        "clear_filters", N_("Clear all fil&ters"), Menu.EDIT, icon="x", keys=("Ctrl+Shift+L",),
        condition=when.filtered,
    ),
    Command(
        "save_search", N_("&Save this search…"), Menu.EDIT, icon="bookmark", keys=("Ctrl+S",),
        condition=when.writable,
    ),
    Command(
        "lock", N_("Loc&k against changes"), Menu.EDIT, icon="lock", condition=when.lockable,
        is_switch=True, starts_group=True,
    ),
)  # fmt: skip

_VIEW = (
    *(
        Command(
            f"list_{kind.kind.plural}", kind.label_plural, Menu.VIEW, icon=kind.icon,
            keys=(f"Ctrl+{number}",), condition=when.with_archive, choice="kind",
        )
        for number, kind in enumerate(RECORD_TYPES, 1)
    ),
    Command(
        "trash_view", N_("T&rash"), Menu.VIEW, icon="trash", condition=when.with_archive, is_switch=True,
    ),
    Command(
        "back", N_("&Back"), Menu.VIEW, icon="back", keys=(Key.Back, "Alt+Left"),
        condition=when.with_step_back, starts_group=True,
    ),
    Command(
        "forward", N_("&Forward"), Menu.VIEW, icon="forward", keys=(Key.Forward, "Alt+Right"),
        condition=when.with_step_forward,
    ),
    Command(
        "columns", N_("C&olumns…"), Menu.VIEW, icon="columns", condition=when.with_archive,
        starts_group=True,
    ),
    Command(
        "most_relevant", N_("&Most relevant first"), Menu.VIEW, condition=when.with_words_searched,
        is_switch=True,
    ),
    Command(
        "view_rows", N_("As ro&ws"), Menu.VIEW, icon="list", condition=when.with_archive,
        choice="image_view",
    ),
    Command(
        "view_cards", N_("As &cards"), Menu.VIEW, icon="grid", condition=when.with_archive,
        choice="image_view",
    ),
    Command(
        "next_panel", N_("&Next panel"), Menu.VIEW, keys=("F6",), condition=when.with_archive,
        submenu=Submenu.PANELS,
    ),
    Command(
        "previous_panel", N_("&Previous panel"), Menu.VIEW, keys=("Shift+F6",),
        condition=when.with_archive, submenu=Submenu.PANELS,
    ),
    Command(
        "reset_layout", N_("&Reset layout"), Menu.VIEW, condition=when.with_archive, submenu=Submenu.PANELS,
    ),
    Command(
        "hijri_axis", N_("&Hijri dates on the axis"), Menu.VIEW, condition=when.with_archive,
        submenu=Submenu.TIMELINE, is_switch=True,
    ),
    Command(
        "save_picture", N_("&Save timeline as picture…"), Menu.VIEW, condition=when.with_archive,
        submenu=Submenu.TIMELINE,
    ),
    Command("timeline_bands", N_("Time ban&ds…"), Menu.VIEW, condition=when.writable),
    Command(
        "copy_picture", N_("&Copy timeline as picture"), Menu.VIEW, condition=when.with_archive,
        submenu=Submenu.TIMELINE,
    ),
    Command(
        "print_timeline", N_("&Print timeline…"), Menu.VIEW, condition=when.with_archive,
        submenu=Submenu.TIMELINE,
    ),
    Command(
        "theme_system", N_("As the &system"), Menu.VIEW, submenu=Submenu.THEME, choice="theme",
    ),
    Command("theme_light", N_("&Light"), Menu.VIEW, submenu=Submenu.THEME, choice="theme"),
    Command("theme_dark", N_("&Dark"), Menu.VIEW, submenu=Submenu.THEME, choice="theme"),
    Command(
        "high_contrast", N_("&High contrast"), Menu.VIEW, submenu=Submenu.THEME, is_switch=True,
        starts_group=True,
    ),
    Command(
        "text_larger", N_("&Larger"), Menu.VIEW, submenu=Submenu.TEXT_SIZE,
        keys=(Key.ZoomIn, "Ctrl+="),
    ),
    Command("text_smaller", N_("&Smaller"), Menu.VIEW, submenu=Submenu.TEXT_SIZE, keys=(Key.ZoomOut,)),
    Command("text_normal", N_("&Normal"), Menu.VIEW, submenu=Submenu.TEXT_SIZE, keys=("Ctrl+0",)),
    Command(
        "language_system", N_("As the &system"), Menu.VIEW, submenu=Submenu.LANGUAGE,
        condition=when.free, choice="language",
    ),
    *(
        Command(
            f"language_{code}", name, Menu.VIEW, submenu=Submenu.LANGUAGE, condition=when.free,
            choice="language",
        )
        for code, name in LANGUAGES.items()
    ),
    Command(
        "full_screen", N_("F&ull screen"), Menu.VIEW, keys=("F11",), is_switch=True,
        starts_group=True,
    ),
)  # fmt: skip

_RECORD = (
    Command("new", N_("&New…"), Menu.RECORD, icon="plus", keys=(Key.New,), condition=when.writable),
    Command(
        "edit", N_("&Edit…"), Menu.RECORD, icon="edit", keys=("F2", "Ctrl+E"),
        condition=when.with_current_writable,
    ),
    Command(
        "edit_selected", N_("Edit sele&cted…"), Menu.RECORD, keys=("Shift+F2",), condition=when.to_trash,
    ),
    Command(
        "merge_selected", N_("Ma&ke one of two…"), Menu.RECORD, condition=when.with_two_selected,
    ),
    Command(
        "duplicate", N_("&Duplicate…"), Menu.RECORD, icon="plus", keys=("Ctrl+D",),
        condition=when.with_current_writable,
    ),
    Command(
        "open", N_("&Open"), Menu.RECORD, icon="open", keys=("Return", "Enter"),
        condition=when.with_current, is_local=True,
    ),
    Command(
        "preview", N_("&Preview"), Menu.RECORD, keys=("Space",), condition=when.with_current,
        is_local=True,
    ),
    Command(
        "open_words", N_("Open source at the &words"), Menu.RECORD, icon="reader",
        condition=when.with_words, starts_group=True,
    ),
    Command(
        "compare", N_("Compare c&laims"), Menu.RECORD, icon="matrix", keys=("Ctrl+Shift+M",),
        condition=when.with_current,
    ),
    Command(
        "show_on_timeline", N_("Show on &timeline"), Menu.RECORD, icon="timeline",
        condition=when.with_current,
    ),
    Command(
        "record_history", N_("H&istory of this record…"), Menu.RECORD, icon="history",
        condition=when.with_current,
    ),
    Command(
        "attach_file", N_("&Attach a file…"), Menu.RECORD, icon="image",
        condition=when.with_file,
    ),
    *(
        Command(
            f"tag_{key}", N_("Tag by its key"), Menu.RECORD, keys=(str(key),), condition=when.taggable,
            submenu=Submenu.TAGS, is_local=True,
        )
        for key in range(1, 10)
    ),
    Command(
        "tags", N_("&All tags…"), Menu.RECORD, keys=("Ctrl+T",), condition=when.writable,
        submenu=Submenu.TAGS,
    ),
    Command(
        "trash", N_("&Move to trash"), Menu.RECORD, icon="trash", keys=(Key.Delete,),
        condition=when.to_trash, is_local=True, starts_group=True,
    ),
    Command("restore", N_("&Restore from trash"), Menu.RECORD, condition=when.from_trash),
    Command("empty_trash", N_("Empty the tras&h…"), Menu.RECORD, condition=when.writable),
)  # fmt: skip

_TOOLS = (
    Command("palette", N_("&Command palette…"), Menu.TOOLS, icon="search", keys=("Ctrl+K",)),
    Command("duplicates", N_("Find &duplicates…"), Menu.TOOLS, condition=when.writable),
    Command("coverage", N_("Co&verage"), Menu.TOOLS, condition=when.with_archive),
    Command(
        "check", N_("Chec&k the archive"), Menu.TOOLS, icon="check", condition=when.with_archive,
        starts_group=True,
    ),
    Command("salvage", N_("&Save what can be read of a damaged archive…"), Menu.TOOLS, condition=when.free),
    Command("backups", N_("&Backups…"), Menu.TOOLS, icon="history", condition=when.with_archive),
    Command("encryption", N_("&Encryption…"), Menu.TOOLS, condition=when.writable),
)  # fmt: skip

_HELP = (
    Command("help", N_("&Keys and first steps"), Menu.HELP, keys=(Key.HelpContents,)),
    Command("log_folder", N_("Open the &log folder"), Menu.HELP),
    Command("about", N_("&About Palmyra Desktop"), Menu.HELP, starts_group=True),
)

ACTIONS: tuple[Command, ...] = (*_FILE, *_EDIT, *_VIEW, *_RECORD, *_TOOLS, *_HELP)
"""Every action, in the order of the menus."""
