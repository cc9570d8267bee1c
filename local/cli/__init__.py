"""`hosopay`: the command-line tool of staff and developers, against any stage. Nothing of it ships."""
