"""Charts: a view in, an Altair chart with title, foot and text alternative out.

They read no file and know no table but the frame that they are given.
"""
