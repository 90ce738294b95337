"""The gate, the Parquet writer, the codebook, the manifest and the reports."""
