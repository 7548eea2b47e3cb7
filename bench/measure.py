"""Runs one command and says what it cost; and the table in which costs are shown."""
import os
import statistics
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


class Failed(Exception):
    pass


class Launcher:
    def __init__(self, folder):
        self.program, self.report, self.output = (os.path.join(folder, n) for n in ("launch", "report", "output"))
        subprocess.run([os.environ.get("CC", "cc"), "-O2", "-o", self.program, os.path.join(HERE, "launch.c")], check=True)
        keep = {k: v for k, v in os.environ.items() if not k.startswith("PG") and k not in ("DATABASE_URL", "SQLALCHEMY_DATABASE_URI")}
        self.environment = dict(keep, LC_ALL="C.UTF-8", TZ="UTC", NO_COLOR="1")

    def run(self, argv, cwd=None, env=None, stdin=None):
        """(seconds, peak KiB); what it printed is in self.output. Raises Failed with its last words."""
        if os.path.exists(self.report):
            os.unlink(self.report)
        with open(self.output, "wb") as out, open(self.output + ".err", "wb") as err, open(stdin or os.devnull, "rb") as given:
            subprocess.run([self.program, self.report] + argv, cwd=cwd, env=dict(self.environment, **(env or {})), stdin=given,
                           stdout=out, stderr=err, check=False)
        try:
            with open(self.report, encoding="ascii") as f:
                nanoseconds, peak, status = (int(word) for word in f.read().split())
        except FileNotFoundError:
            nanoseconds = peak = 0
            status = -1
        if status != 0:
            with open(self.output + ".err", errors="replace", encoding="utf-8") as f:
                raise Failed("%s (status %d): %s" % (" ".join(argv), status, f.read()[-600:]))
        return nanoseconds / 1e9, peak

    def printed(self):
        with open(self.output, encoding="utf-8") as f:
            return f.read()


class Table:
    """Costs of one case by tool; ratios are of minimums, as other work on the machine only ever adds."""

    def __init__(self, title, promised=None, limit=None, memory=None):
        self.title, self.promised, self.limit, self.memory, self.runs, self.failures = title, promised, limit, memory, {}, {}

    def add(self, tool, cost):
        self.runs.setdefault(tool, []).append(cost)

    def show(self):
        print("\n" + self.title)
        print("  %-8s %12s %12s %6s %9s" % ("", "minimum", "median", "runs", "peak"))
        for tool, costs in self.runs.items():
            times = [t for t, _ in costs]
            print("  %-8s %9.2f ms %9.2f ms %6d %5.1f MiB" % (tool, min(times) * 1e3, statistics.median(times) * 1e3, len(times),
                                                            max(p for _, p in costs) / 1024))
        for tool, why in self.failures.items():
            print("  %-8s FAILED: %s" % (tool, why))
        ratios = self.ratios()
        if ratios:
            print("  " + ", ".join(ratios))

    def least(self):
        """The minimum of each tool. What the script does besides ("without": the same script without the call) is no part of ours."""
        least = {tool: min(t for t, _ in costs) for tool, costs in self.runs.items()}
        if "without" in least and "runner" in least:
            least["runner"] -= least["without"]
        return least

    def falls_short(self):
        """Whether less than promised came out: how many times faster than Alembic we are, how many times the client's time we take,
        how much memory (MiB) we need."""
        least = self.least()
        if self.memory and self.peak() > self.memory:
            return True
        if self.limit and {"runner", "client"} <= set(least) and least["runner"] > self.limit * least["client"]:
            return True
        return bool(self.promised) and {"runner", "alembic"} <= set(least) and least["alembic"] < self.promised * least["runner"]

    def peak(self):
        return max((p for _, p in self.runs.get("runner", ())), default=0) / 1024

    def ratios(self):
        least = self.least()
        ours = least.get("runner")
        if not ours:
            return []
        said = []
        if "client" in least:
            said.append(("the call" if "without" in least else "runner") + " = %.2f x client" % (ours / least["client"]) + (" (limit: %.1f)" % self.limit if self.limit else ""))
        if "alembic" in least:
            said.append("alembic = %.1f x runner" % (least["alembic"] / ours) + (" (promised: %d)" % self.promised if self.promised else ""))
        if self.memory:
            said.append("peak %.1f MiB (limit: %d)" % (self.peak(), self.memory))
        return said
