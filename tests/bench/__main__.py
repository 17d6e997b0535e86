"""`make bench`: the build bench first, whose sites the search bench then searches."""

import argparse
import time

from . import building, queries, search

PARTS = ("build", "search")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure building and searching.")
    parser.add_argument("part", nargs="?", choices=PARTS, help="only this part")
    parser.add_argument("--projects", type=int, nargs="+", help="sizes of the generated libraries; 0 searches the real pages")
    parser.add_argument("--only", choices=(queries.DEVELOPMENT,), help="search: our engine alone, asked what may be looked at")
    args = parser.parse_args()
    started = time.monotonic()
    if args.only:
        search.develop(tuple(args.projects or search.SIZES))
        return
    if args.part in (None, "build"):
        building.bench(tuple(size for size in args.projects if size) if args.projects else building.SIZES)
    if args.part in (None, "search"):
        search.bench(tuple(args.projects) if args.projects else search.SIZES)
    print(f"\nTook {(time.monotonic() - started) / 60:.0f} minutes.")


main()
