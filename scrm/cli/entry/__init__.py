"""From a typed line to a verb: the table of commands, their options, completion and failures."""
