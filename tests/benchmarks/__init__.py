"""Measures the program against its targets: `make bench`, or `python -m tests.benchmarks`."""
