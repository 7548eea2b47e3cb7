#!/usr/bin/env python3
"""Plays the conformance kit and compares with tests/conformance.passed, the list of cases that pass: it only grows.

  conformance_gate.py --kit DIR --runner PROGRAM [--pg-url URL] [--update]

A case of the list that does not pass any more is a failure. --update adds the cases that pass now. The last line says
`N passed, N failed`: of the list's cases, so that cases which never passed are news and not a failure."""
import argparse
import collections
import glob
import json
import os
import re
import subprocess
import sys

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "conformance.passed")


def all_areas(kit):
    """["--area", NAME, ...]: every area that there is, also those that the kit plays only when it is told to."""
    files = sorted(glob.glob(os.path.join(kit, "cases", "*.json")))
    return [word for path in files for word in ("--area", os.path.splitext(os.path.basename(path))[0])]


def listed_cases(kit):
    """{area: {name}} of all cases."""
    command = [sys.executable, os.path.join(kit, "run.py"), "--list"] + all_areas(kit)
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    areas = collections.defaultdict(set)
    for line in out.splitlines():
        area, _, name = line.partition("/")
        areas[area].add(name)
    return areas


def unplayed(kit, area, with_postgresql):
    """Cases that the kit leaves out without a word: root cannot play some, others need a server."""
    with open(os.path.join(kit, "cases", area + ".json"), encoding="utf-8") as f:
        cases = json.load(f)["cases"]
    return {c["name"] for c in cases if (c.get("not_root") and os.geteuid() == 0)
            or (c.get("db") == "postgresql" and c.get("live") and not with_postgresql)}


def environment():
    """psql itself where there is one: Debian's /usr/bin/psql is a wrapper that costs more than most cases."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/psql"))
    return dict(os.environ, PSQL=found[-1]) if found and "PSQL" not in os.environ else dict(os.environ)


def play(kit, runner, pg_url):
    """(passing cases, played cases, {case: why it failed}), cases as area/name."""
    command = [sys.executable, os.path.join(kit, "run.py"), "--runner", runner] + all_areas(kit)
    command += ["--pg-url", pg_url] if pg_url else []
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment())
    failed, totals = {}, {}
    for line in process.stdout:
        print(line, end="", flush=True)
        if fail := re.match(r"FAIL (\S+?/[^:]+): (.*)", line):
            failed[fail.group(1)] = fail.group(2)
        elif total := re.match(r"(\w[\w-]*): (\d+)/(\d+)", line):
            totals[total.group(1)] = (int(total.group(2)), int(total.group(3)))
    process.wait()
    passing, played = set(), set()
    for area, names in listed_cases(kit).items():
        here = {area + "/" + n for n in names - unplayed(kit, area, bool(pg_url))}
        good = here - set(failed)
        if totals.get(area) != (len(good), len(here)):
            raise SystemExit("the kit's total for %s is %s, its lines say %d/%d" % (area, totals.get(area), len(good), len(here)))
        passing |= good
        played |= here
    return passing, played, failed


def read_list():
    if not os.path.exists(LIST):
        return []
    with open(LIST, encoding="utf-8") as f:
        return [line.strip() for line in f if line.strip()]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--kit", required=True)
    ap.add_argument("--runner", required=True)
    ap.add_argument("--pg-url", default=os.environ.get("PG_URL"))
    ap.add_argument("--update", action="store_true")
    options = ap.parse_args()

    names = read_list()
    if names != sorted(set(names)):
        raise SystemExit(LIST + " is not sorted, or names a case twice")
    passing, played, failed = play(options.kit, options.runner, options.pg_url)
    lost = [n for n in names if n in played and n not in passing]
    gone = [n for n in names if n not in played]
    new = sorted(passing - set(names))
    for name in lost:
        print("LOST %s: %s" % (name, failed.get(name, "?")))
    for name in gone:
        print("not played here: " + name)
    if options.update and new:
        with open(LIST, "w", encoding="utf-8") as f:
            f.write("".join(name + "\n" for name in sorted(set(names) | passing)))
        print("added %d cases to %s" % (len(new), os.path.relpath(LIST)))
        names = read_list()
    elif new:
        print("%d cases pass that are not in tests/conformance.passed (add them with --update)" % len(new))
    print("%d passed, %d failed" % (len(names) - len(lost) - len(gone), len(lost)))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
