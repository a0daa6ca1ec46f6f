"""What the audit officer reads, verifies and takes along."""
