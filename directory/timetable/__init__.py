"""Timetables of buses and shared taxis: read, and asked for a ride there and back."""
