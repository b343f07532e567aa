"""The command line: commands, their progress, and problems on the terminal.

In come arguments, out go files and exit codes; all work is done in the rooms below.
"""
