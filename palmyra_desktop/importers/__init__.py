"""Bytes to drafts: one file per format, registered in `registry.IMPORTERS`. No storage, no Qt."""
