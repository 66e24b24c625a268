"""Administration under ``/v1/admin``: documents in, snapshots to and fro, what people say."""
