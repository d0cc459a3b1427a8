"""The ground floor: errors, clock, ids, text, dates, languages, settings, files. Knows no noun of the CRM."""
