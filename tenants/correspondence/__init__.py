"""What passes between governments: copies of issued documents, filed upward and received."""
