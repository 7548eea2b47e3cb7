"""Where runner and Alembic may part. Each rule is a section of docs/differences.md and recognises exactly its case: runner's
side of it is checked against the history, not only Alembic's failure."""
import collections
import functools
import re

# before: the rows. theirs, ours: Outcomes of Alembic and runner. meant: the revisions that each target of a stamp means
# to Alembic.
Case = collections.namedtuple("Case", "history command targets before theirs ours meant")


def agree(case):
    a, r = case.theirs, case.ours
    return bool(a.error) == bool(r.error) and a.rows == r.rows and same_steps(case)


def same_steps(case):
    a, r = case.theirs.steps, case.ours.steps
    return a == r if case.history.one_order else sorted(a) == sorted(r) and in_order(case)


def in_order(case):
    done = case.history.ancestors(case.before)
    for direction, rev in case.ours.steps:
        (done.add if direction == "up" else done.discard)(rev)
        if case.history.ancestors(done) != done:
            return False
    return True


def right_rows(case):
    """Runner's rows stand for exactly what is applied: every real head of it, and nothing but heads by down_revision."""
    done = case.history.ancestors(case.before)
    for direction, rev in case.ours.steps:
        (done.add if direction == "up" else done.discard)(rev)
    rows = case.ours.rows
    return case.history.heads(done) <= rows <= case.history.heads(done, by_down=True)


def ways_down(case, target):
    """Where "-2" and "branch@-2", counted from the real heads, stand after 0, 1 and 2 steps; None for other targets."""
    history, relative = case.history, re.fullmatch(r"(?:(.+)@)?-(\d+)", target)
    if not relative:
        return None
    ends = history.heads(history.by_id)
    if relative[1]:
        line = set().union(*(history.line(rev, deps=False) for rev in history.named(relative[1])))
        ends = ends & line or history.heads(history.by_id, by_down=True) & line
    ways = [ends]
    for _ in range(int(relative[2])):
        ways.append({parent for rev in ways[-1] for parent in history.by_id[rev].down})
    return ways


def revisions_of(case, target):
    """What a target of a stamp means: "-2" and "branch@-2" as above; else what Alembic says."""
    ways = ways_down(case, target)
    return case.meant[target] if ways is None else sorted(ways[-1])


def right_stamp(case):
    """The revisions asked for, and the rows on other lines. "branch@x" says where the whole branch is, unless nothing is on the
    line of x; "base" and "branch@base" clear everything or the branch, also beside other targets."""
    line = functools.partial(case.history.line, deps=True)
    wanted, lines = set(), set()
    for target in case.targets:
        ways = ways_down(case, target)
        if target.endswith("base") or ways and not ways[-1]:   # the step below the first revision is base, too
            lines |= set().union(*map(line, case.history.named(target.split("@")[0]) if "@" in target else case.history.by_id))
        wanted.update(revisions_of(case, target))
    lines |= set().union(*map(line, wanted))
    if any(line(rev) & case.before for rev in wanted - case.before):
        lines |= set().union(*(line(rev) for t in case.targets if "@" in t for rev in case.history.named(t.split("@")[0])))
    return case.ours.rows == wanted | (case.before - lines)


# ---- the rules ----

RULES = []


def rule(function):
    RULES.append(function)
    return function


def both_well(case):
    return not case.theirs.error and not case.ours.error


@rule
def implied_row_comes_back(case):
    a, r = case.theirs.rows, case.ours.rows
    return (case.command == "downgrade" and both_well(case) and same_steps(case) and a > r and right_rows(case)
            and case.history.ancestors(a) == case.history.ancestors(r))


@rule
def merge_of_an_implied_row(case):
    return (case.command == "upgrade" and case.theirs.error.startswith("KeyError") and not case.ours.error and in_order(case)
            and right_rows(case))


@rule
def upgrade_to_below_the_first(case):
    return (case.command == "upgrade" and re.search(r"-\d+$", case.targets[0]) and case.theirs.error.startswith("AssertionError")
            and not case.ours.error and not case.ours.steps and case.ours.rows == case.before)


@rule
def rows_that_overlap_by_a_dependency(case):
    return (case.command == "upgrade" and "overlaps with other requested revisions" in case.theirs.error and not case.ours.error
            and case.before <= case.history.heads(case.history.ancestors(case.before), by_down=True)
            and case.before != case.history.heads(case.history.ancestors(case.before)) and in_order(case) and right_rows(case))


@rule
def branch_that_is_not_looked_up(case):
    problem = re.search("no such branch|multiple revisions start with|is not a member of branch", case.ours.error)
    for branch, at, symbol in (target.rpartition("@") for target in case.targets):
        found = case.history.named(branch)
        line = set().union(*(case.history.line(rev, deps=False) for rev in found))
        on = case.history.named(re.sub(r"[+-]\d+$", "", symbol))
        if not at:
            continue
        if problem and problem[0] == "is not a member of branch":
            return not case.theirs.error and len(found) == 1 and not on & line
        if problem:
            return not case.theirs.error and len(found) != 1
        if case.command == "downgrade" and len(on) > 1 and len(on & line) == 1:   # the branch tells which one is meant
            return "Can't locate" in case.theirs.error and not case.ours.error and in_order(case) and right_rows(case)
    return False


@rule
def stamp_of_overlapping_revisions(case):
    if case.command != "stamp" or "overlaps with other requested revisions" not in case.ours.error:
        return False
    meant = {rev for target in case.targets for rev in revisions_of(case, target)}
    return any(a != b and a in case.history.ancestors([b]) for a in meant for b in meant)


@rule
def stamp_of_one_revision_twice(case):
    meant = [rev for target in case.targets for rev in revisions_of(case, target)] if case.command == "stamp" else []
    return "is requested more than once" in case.ours.error and len(set(meant)) < len(meant)


@rule
def stamp_below_the_first(case):
    return case.command == "stamp" and "goes below the first revision" in case.ours.error and not case.theirs.error


@rule
def stamp_over_a_merge(case):
    def meets_a_merge(ways):
        return any(len(case.history.by_id[rev].down) > 1 for ends in (ways or [])[:-1] for rev in ends)
    return (case.command == "stamp" and "Ambiguous walk" in case.ours.error and not case.theirs.error
            and any(meets_a_merge(ways_down(case, target)) for target in case.targets))


@rule
def stamp_relative_to_the_heads(case):
    relative = any(re.fullmatch(r"(.+@)?-\d+", target) for target in case.targets)
    return case.command == "stamp" and relative and bool(case.theirs.error) and not case.ours.error and right_stamp(case)


@rule
def stamp_of_several(case):
    several = len(case.targets) > 1 or case.targets[0].endswith("heads") or re.search(r"-\d+$", case.targets[0])
    return case.command == "stamp" and bool(several) and not case.ours.error and right_stamp(case)


def known(case):
    """The name of the known difference, or None."""
    return next((rule.__name__ for rule in RULES if rule(case)), None)


def describe(case, log):
    lines = ["revisions:"] + ["  %s <- %s %s ^%s" % (r.id, ",".join(r.down), list(r.labels), ",".join(r.deps))
                              for r in case.history.revisions]
    lines += ["walk:"] + ["  " + line for line in log]
    for name, outcome in (("alembic", case.theirs), ("runner", case.ours)):
        steps = " ".join(direction + ":" + rev for direction, rev in outcome.steps)
        lines.append("%s: rows %s\n  steps %s\n  %s" % (name, sorted(outcome.rows), steps, outcome.error.replace("\n", "\n  ")))
    return "\n".join(lines)
