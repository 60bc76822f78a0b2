"""What stands around Django while it serves: data folder, server, worker, and what every request passes first."""
