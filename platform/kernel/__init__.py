"""What everything stands on. The kernel knows no domain: no meeting, no topic, no union."""
