#!/usr/bin/env python3
"""Who may include whom: the table of ARCHITECTURE.md, read from there, holds for every file below runner/; and each library
stays in the room that the table gives it."""
import os
import re
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCES = os.path.join(ROOT, "runner")

# Headers of a library -> files that may include them, as a pattern of paths below runner/.
LIBRARIES = [
    (r"(lua|luajit|lauxlib|lualib|luaconf)\.h(pp)?$", r"host/"),
    (r"pqxx(/|$)|libpq-fe\.h$|libpq/", r"db/[^/]+\.cc$"),
    (r"SQLiteCpp/|sqlite3\.h$", r"db/[^/]+\.cc$"),
    (r"CLI/", r"cli/"),
    (r"spdlog/", r"base/log\.cc$"),
    (r"toml\+\+/", r"base/toml\.cc$"),
]


def table_rules(text):
    """{room: (rooms and single headers that it may include, {file stem: more rooms})} from the rooms table."""
    rules = {}
    for line in text.splitlines():
        row = re.match(r"\|\s*`(\w+)`\s*\|[^|]*\|([^|]*)\|$", line.strip())
        if not row:
            continue
        room, allowed = row.groups()
        special = {}
        for stem, extra in re.findall(r"`(\w+/\w+)` also `(\w+)`", allowed):
            special.setdefault(stem, set()).add(extra)
        plain = re.sub(r"\([^)]*\)", "", allowed)
        names = set(rules) if "all above" in plain else set(re.findall(r"`([\w/.]+)`", plain))
        rules[room] = (names, special)
    return rules


def includes(path):
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if found:
                yield number, found.group(1), found.group(2)


def may_include(rules, name, header):
    """May runner/<name> include runner/<header>?"""
    room = name.split("/")[0] if "/" in name else None
    if room is None:  # main.cc
        return header.split("/")[0] in ("base", "cli")
    allowed, special = rules[room]
    target = header.split("/")[0]
    return target in (room, "base") or target in allowed or header in allowed or target in special.get(os.path.splitext(name)[0], ())


def faults(rules, files):
    """`files`: {path below runner/: [(line, '<' or '"', header)]}. One line for each include that should not be."""
    found = []
    for name, lines in sorted(files.items()):
        for number, bracket, header in lines:
            where = "runner/%s:%d: %s" % (name, number, header)
            for library, place in LIBRARIES:
                if re.match(library, header) and not re.match(place, name):
                    found.append(where + " (library header outside its room)")
            if bracket == "<":
                continue
            if header.split("/")[0] not in rules:
                if not any(re.match(library, header) for library, _ in LIBRARIES):
                    found.append(where + " (not a path from runner/)")
            elif not may_include(rules, name, header):
                found.append(where + " (not allowed by ARCHITECTURE.md)")
    return found


def all_files():
    files = {}
    for folder, _, names in os.walk(SOURCES):
        for name in names:
            if name.endswith((".h", ".cc")):
                path = os.path.join(folder, name)
                files[os.path.relpath(path, SOURCES)] = list(includes(path))
    return files


class Includes(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        with open(os.path.join(ROOT, "ARCHITECTURE.md"), encoding="utf-8") as f:
            cls.rules = table_rules(f.read())

    def test_the_table_names_every_room_and_only_rooms(self):
        rooms = {name.split("/")[0] for name in all_files() if "/" in name}
        self.assertEqual(sorted(rooms - set(self.rules)), [], "folders that ARCHITECTURE.md does not list")
        for room, (allowed, _) in self.rules.items():
            for name in allowed:
                self.assertTrue(name in self.rules or os.path.exists(os.path.join(SOURCES, name)), "%s: %s" % (room, name))

    def test_the_table_has_no_cycle(self):
        def reach(room, seen):
            for name in self.rules[room][0] & set(self.rules):
                if name not in seen:
                    seen.add(name)
                    reach(name, seen)
            return seen
        self.assertEqual([room for room in self.rules if room in reach(room, set())], [])

    def test_every_include_is_allowed(self):
        self.assertEqual(faults(self.rules, all_files()), [])

    def test_a_forbidden_include_is_found(self):
        bad = {
            "graph/plan.cc": [(3, '"', "db/connection.h")],
            "engine/session.cc": [(4, "<", "lua.hpp")],
            "db/sqlite.h": [(5, "<", "sqlite3.h")],
            "base/text.cc": [(6, "<", "spdlog/spdlog.h")],
            "sql/dialect.h": [(7, '"', "dialect_parts.h")],
        }
        self.assertEqual([f.split(": ")[0] for f in faults(self.rules, bad)],
                         ["runner/base/text.cc:6", "runner/db/sqlite.h:5", "runner/engine/session.cc:4", "runner/graph/plan.cc:3",
                          "runner/sql/dialect.h:7"])


if __name__ == "__main__":
    unittest.main()
