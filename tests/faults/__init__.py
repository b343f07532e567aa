"""A catalogue of slips in the raw tables: kinds as data, each planted at a random place."""
