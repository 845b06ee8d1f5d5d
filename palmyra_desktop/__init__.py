"""Palmyra Desktop: an offline archive of contested events and of who says so.

The layers, from the top, and their one rule: imports point down only.

    app, cli       composition: a window, or a command (cli never imports gui)
    gui            Qt; speaks to services, domain and the ground
    services       what a user can do; the only door for the window and the command line
    storage        the only place that knows SQLAlchemy
    importers      bytes to drafts
    exporters      records to bytes
    domain         what the archive is; standard library and i18n only
    i18n, paths, settings, logs, assets, display      the ground
"""

__version__ = "0.1.0"
