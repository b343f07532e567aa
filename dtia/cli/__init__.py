"""The command line: commands, their progress, and problems on the terminal.

In come arguments, out go files and exit codes; all work is done in the rooms below.
"""

import gc

# A command makes many objects and little garbage, for which Python looks a twelfth of its time.
gc.set_threshold(20_000)
