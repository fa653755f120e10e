"""Large CSV files: the contract compiled to SQL, judged in the database, with Pandera as witness on samples.

A file goes this way from `source.LARGE_FROM` bytes on; whatever it cannot read for certain goes the plain way
(etl.intake, etl.batch). Both ways give the same rows, faults and counts: `tests/etl/large` holds it.
"""
