"""Records to bytes: one file per format, registered in `registry.EXPORTERS`. No storage, no Qt."""
