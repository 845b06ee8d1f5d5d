"""Timings, run by hand or by CI; each module prints its line and can be imported."""
