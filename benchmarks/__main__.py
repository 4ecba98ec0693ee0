"""Every benchmark of the project: `make bench`."""

from benchmarks import turns

if __name__ == "__main__":
    turns.main()
