"""A snapshot on a Milvus server, for more passages than one machine holds, or for many replicas."""
