#!/usr/bin/env python3
"""Counts the tests in a JUnit file that ctest wrote: `passed failed` on one line. One ctest entry is a whole program, so
what the program says about its cases (Catch2, unittest, our scripts) is counted where it says so."""
import re
import sys
import xml.etree.ElementTree as ET

SAYS = [
    # Catch2: all good, or "test cases: 5 | 4 passed | 1 failed"
    (r"All tests passed \(\d+ assertions? in (\d+) test cases?\)", lambda m: (int(m[1]), 0)),
    (r"test cases:\s*\d+ \|(?:\s*(\d+) passed)?[ |]*(?:(\d+) failed)?", lambda m: (int(m[1] or 0), int(m[2] or 0))),
    (r"(?m)^(\d+) passed, (\d+) failed$", lambda m: (int(m[1]), int(m[2]))),
]


def counts(text, ok):
    for pattern, take in SAYS:
        if found := re.search(pattern, text):
            passed, failed = take(found)
            break
    else:
        if ran := re.search(r"(?m)^Ran (\d+) tests? in", text):  # unittest
            bad = sum(int(n) for n in re.findall(r"(?:failures|errors|unexpected successes)=(\d+)", text))
            skipped = sum(int(n) for n in re.findall(r"skipped=(\d+)", text))
            failed = min(bad, int(ran[1]))  # a test with several failing subtests is one
            passed = max(0, int(ran[1]) - failed - skipped)
        else:
            passed, failed = (1, 0) if ok else (0, 1)
    # A program that died after its summary, or never wrote one, has failed all the same.
    return (passed, failed) if ok or failed else (passed, 1)


def main():
    passed = failed = 0
    for case in ET.parse(sys.argv[1]).getroot().iter("testcase"):
        ok = case.get("status") == "run" and case.find("failure") is None and case.find("error") is None
        good, bad = counts((case.findtext("system-out") or ""), ok)
        passed, failed = passed + good, failed + bad
    print(passed, failed)


if __name__ == "__main__":
    main()
