"""One file for each place, and the boxes and forms they open."""
