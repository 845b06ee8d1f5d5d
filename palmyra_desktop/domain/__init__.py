"""What the archive is: records, dates, criteria and terms as plain values. Standard library and i18n only."""
