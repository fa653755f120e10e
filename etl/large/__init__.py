"""Large CSV files: the contract compiled to one pass in DuckDB, samples judged again by Pandera."""
