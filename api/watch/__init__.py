"""What can be seen from outside of how the server fares: metrics and request logs."""
