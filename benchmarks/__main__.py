"""Every benchmark of the project: `make bench`."""

from benchmarks import turns, understanding

if __name__ == "__main__":
    turns.main()
    understanding.main()
