"""What passes between levels: copies filed upward, and letters downward and upward."""
