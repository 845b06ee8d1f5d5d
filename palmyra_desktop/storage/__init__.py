"""The archive on disk or on a server: the only place that knows SQLAlchemy.

Frozen dataclasses of the domain go in and come out; no row, connection or table leaves this package.
"""
