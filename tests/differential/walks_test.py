"""Random walks over random histories, with Alembic and with runner: after each command the version rows, the order of the
steps and error-or-not have to agree, or the difference has to be one of docs/differences.md (differences.py knows them).

    walks_test.py [--walks N] [--seed N] [--steps N] [--jobs N]

RUNNER_BIN is the program. Prints for each difference what leads to it; a walk can be repeated with --seed S --walks 1."""
import argparse
import collections
import concurrent.futures
import functools
import os
import random
import shutil
import sys
import tempfile
import warnings

try:
    import alembic  # noqa: F401
except ImportError:   # another python3 comes first in PATH than the one that the distribution's Alembic belongs to
    if sys.executable == "/usr/bin/python3" or not os.path.exists("/usr/bin/python3"):
        sys.exit("Alembic is not installed: apt-get install alembic")
    os.execv("/usr/bin/python3", ["/usr/bin/python3"] + sys.argv)
if os.environ.get("PYTHONHASHSEED") != "0":   # a seed has to mean the same walk again
    os.execve(sys.executable, [sys.executable] + sys.argv, dict(os.environ, PYTHONHASHSEED="0"))

import differences  # noqa: E402
import histories  # noqa: E402
import programs  # noqa: E402

RUNNER = os.path.abspath(os.environ.get("RUNNER_BIN", "build/bin/runner"))


def walk(seed, steps, folder):
    """(seed, number of commands, {known difference: times}, what is not known or "")"""
    dice = random.Random(seed)
    history = histories.random_history(dice)
    theirs, ours = programs.Alembic(history, folder), programs.Runner(history, os.path.join(folder, "project"), RUNNER)
    known, log = collections.Counter(), []
    for number in range(steps):
        before = ours.rows()
        theirs.set_rows(before)
        command, targets = histories.random_step(dice, history, before)
        a, r = theirs.run(command, targets), ours.run(command, targets)
        log.append("%s %s: %s" % (command, " ".join(targets), sorted(r.rows)))
        meant = {target: theirs.meant(target) for target in targets} if command == "stamp" else {}
        case = differences.Case(history, command, targets, set(before), a, r, meant)
        if differences.agree(case):
            continue
        name = differences.known(case)
        if name is None:
            return seed, number + 1, known, differences.describe(case, log)
        known[name] += 1
    return seed, steps, known, ""


def run(seed, steps):
    warnings.simplefilter("ignore")   # Alembic's on "downgrade -1"
    fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    folder = tempfile.mkdtemp(prefix="runner-walk-", dir=fast)
    try:
        return walk(seed, steps, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--walks", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--steps", type=int, default=10, help="commands of a walk")
    options = parser.parse_args()
    commands, bad, known = 0, 0, collections.Counter()
    seeds = range(options.seed, options.seed + options.walks)
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        for seed, count, names, unknown in pool.map(functools.partial(run, steps=options.steps), seeds, chunksize=4):
            commands += count
            known += names
            if unknown:
                bad += 1
                print("--- seed %d\n%s\n" % (seed, unknown))
    for name, times in sorted(known.items()):
        print("%6d  %s" % (times, name))
    print("%d walks, %d commands, %d known differences, %d walks with others" % (options.walks, commands, sum(known.values()), bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
