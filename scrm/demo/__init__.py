"""A made-up network to look around in: nobody in it exists, and every day of it counts back from today."""
