"""What the speed promises rest on: `make bench` prints ours beside the baseline of the same run."""
