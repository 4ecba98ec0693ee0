"""Every benchmark of the project: `make bench`."""

from benchmarks import pgbench, storage, turns, understanding
from benchmarks.figures import print_table
from benchmarks.rates import asked_size

if __name__ == "__main__":
    size = asked_size()
    print_table([*turns.figures(size), *storage.figures(size), *pgbench.figures(size)])
    understanding.main()
