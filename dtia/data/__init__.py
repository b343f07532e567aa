"""The tables: what their columns hold, how they are read and written, what units and years mean.

In come the files under `data`, out go typed frames in one frozen `Data`; nothing is judged here.
"""
