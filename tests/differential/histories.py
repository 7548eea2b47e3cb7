"""Seeded random histories and what somebody might do with them: branches, merges, several bases, labels, dependencies; walks of
upgrade, downgrade and stamp in every form of identifier."""
import collections

Revision = collections.namedtuple("Revision", "id down labels deps")

LABELS = ("api", "billing", "feature-2", "lib+1", "networking", "ops", "v2", "shop.cart")


class History:
    """Revisions in the order of their file names, which is the order in which both programs load them."""

    def __init__(self, revisions):
        self.revisions = sorted(revisions, key=lambda r: r.id + "_step")
        self.by_id = {r.id: r for r in revisions}
        self.labels = {label: r.id for r in revisions for label in r.labels}
        # With two dependencies in one place Alembic's order hangs on Python's hash seed.
        self.one_order = all(len(r.deps) < 2 for r in revisions)

    def needs(self, rev):
        r = self.by_id[rev]
        return set(r.down) | {self.labels.get(d, d) for d in r.deps}

    def ancestors(self, ids):
        """The revisions themselves and all that they need."""
        seen, waiting = set(), list(ids)
        while waiting:
            rev = waiting.pop()
            if rev not in seen:
                seen.add(rev)
                waiting.extend(self.needs(rev))
        return seen

    def heads(self, ids, by_down=False):
        """Those of `ids` that none of them needs; `by_down`: follows by down_revision."""
        return set(ids) - {parent for rev in ids for parent in (self.by_id[rev].down if by_down else self.needs(rev))}

    def named(self, text):
        """The revisions that an id, a label or the beginning of one may mean."""
        if text in self.by_id or text in self.labels:
            return {self.labels.get(text, text)}
        keys = [key for key in [*self.by_id, *self.labels] if len(key) > 3 and key.startswith(text)]
        return {self.labels.get(key, key) for key in keys}

    def line(self, rev, deps):
        """What stands above and below a revision, and itself."""
        def below(start):
            seen, waiting = set(), [start]
            while waiting:
                r = waiting.pop()
                if r not in seen:
                    seen.add(r)
                    waiting.extend(self.needs(r) if deps else self.by_id[r].down)
            return seen
        return below(rev) | {r for r in self.by_id if rev in below(r)}


def new_id(random, known):
    kind = random.random()
    if kind < 0.05:
        rev = "".join(random.choice("abcdef") for _ in range(3))       # too short to be abbreviated
    elif kind < 0.2 and known:
        rev = random.choice(known)[:5] + "%07x" % random.randrange(16 ** 7)  # shares its beginning
    else:
        rev = "%012x" % random.randrange(16 ** 12)
    return rev if rev not in known else new_id(random, known)


def random_history(random):
    size = random.randint(10, 60)
    branching, merging, depending = random.uniform(0, 0.3), random.uniform(0, 0.4), random.uniform(0, 0.3)
    labels = list(LABELS)
    random.shuffle(labels)
    revisions, heads, known = [], [], []
    for i in range(size):
        rev, down, deps, own = new_id(random, known), (), [], ()
        if i == 0 or random.random() < 0.06:
            starts = True
        elif random.random() < merging and len(heads) > 1:
            down, starts = tuple(random.sample(heads, random.choice((2, 2, 3)) if len(heads) > 2 else 2)), False
        else:
            starts = random.random() < branching
            down = (random.choice(known if starts else heads),)
        if labels and random.random() < (0.5 if starts else 0.04):
            own = tuple(labels.pop() for _ in range(random.choice((1, 1, 1, 2))) if labels)
        if known and random.random() < depending:
            labelled = [label for r in revisions for label in r.labels]
            for _ in range(random.choice((1, 1, 1, 2))):
                deps.append(random.choice(labelled) if labelled and random.random() < 0.2 else random.choice(known))
        revisions.append(Revision(rev, down, own, tuple(sorted(set(deps)))))
        heads = [h for h in heads if h not in down] + [rev]
        known.append(rev)
    return History(revisions)


def random_step(random, history, rows):
    """(command, targets); from an empty database mostly upwards."""
    ids, labels = [r.id for r in history.revisions], sorted(history.labels)

    def rev():
        chosen = random.choice(ids)
        kind = random.random()
        if kind < 0.25 and len(chosen) > 4:
            return chosen[:random.randint(4, 8)]
        if kind < 0.4 and labels:
            return random.choice(labels)
        return chosen

    def branch():
        return (random.choice(labels) if labels and random.random() < 0.7 else rev()) + "@"

    def steps(sign):
        return sign + str(random.choice((1, 1, 1, 2, 2, 3, 5)))

    command = random.choices(("upgrade", "downgrade", "stamp"), (5, 4, 2) if rows else (8, 0.5, 1))[0]
    if command == "upgrade":
        forms = ((4, lambda: "heads"), (2, lambda: "head"), (5, rev), (3, lambda: branch() + random.choice(("head", "heads"))),
                 (2, lambda: steps("+")), (2, lambda: branch() + steps("+")), (2, lambda: rev() + steps("+")),
                 (2, lambda: rev() + steps("-")), (1, lambda: "head" + steps("-")), (1, lambda: branch() + "head" + steps("-")),
                 (1, lambda: branch() + rev()), (1, lambda: branch() + rev() + steps("+")), (1, lambda: steps("-")),
                 (1, lambda: "base"), (1, lambda: branch() + "base"))
    elif command == "downgrade":
        forms = ((2, lambda: "base"), (6, rev), (3, lambda: steps("-")), (3, lambda: branch() + steps("-")),
                 (3, lambda: branch() + "base"), (2, lambda: rev() + steps("-")), (2, lambda: rev() + steps("+")),
                 (1, lambda: "base" + steps("+")), (1, lambda: branch() + "base" + steps("+")), (2, lambda: branch() + rev()),
                 (1, lambda: random.choice(("head", "heads", steps("+")))))
    else:
        forms = ((3, lambda: "heads"), (1, lambda: "head"), (5, rev), (2, lambda: branch() + random.choice(("head", "heads"))),
                 (2, lambda: branch() + "base"), (1, lambda: "base"), (1, lambda: branch() + rev()), (1, lambda: steps("-")),
                 (1, lambda: branch() + steps("-")), (1, lambda: rev() + steps("+")))
    forms += ((0.3, lambda: "nosuch"), (0.3, lambda: "nosuch@" + random.choice(("head", "base", rev(), "+1"))))
    count = 2 if command == "stamp" and random.random() < 0.3 else 1
    return command, [random.choices([f for _, f in forms], [w for w, _ in forms])[0]() for _ in range(count)]
