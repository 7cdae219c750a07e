"""One step of crashing: what to shorten at once, and by how much."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pilotage.engine import network as columns
from pilotage.engine.cuts import ENDLESS, Arc, cheapest_cut
from pilotage.engine.tight import Tight
from pilotage.plan.crashing.bench import Bench, Cuts
from pilotage.plan.crashing.options import Option
from pilotage.plan.scheduling.schedule import Schedule

_DEAREST = 1 << 40  # the dearest minute, in whole numbers; the others in proportion
_MOST_SINGLES = 40  # cheapest activities that are tried by themselves
_TRIED = 16  # amounts tried where a day less is not a day earlier

Prices = Mapping[int, Option]


@dataclass(frozen=True, slots=True)
class Move:
    """Rows to shorten by the same working minutes, and rows that get them back."""

    less: tuple[int, ...]
    back: tuple[int, ...]

    def applied(self, cuts: Cuts, amount: int) -> dict[int, int]:
        """The cuts after this move."""
        found = dict(cuts)
        for row in self.less:
            found[row] = found.get(row, 0) + amount
        for row in self.back:
            found[row] = found.get(row, 0) - amount
        return {row: less for row, less in found.items() if less}

    def most(self, options: Prices, cuts: Cuts) -> int:
        """Minutes until one of them is at its limit."""
        room = [options[row].most - cuts.get(row, 0) for row in self.less]
        return min(room + [cuts[row] for row in self.back])


def next_move(planned: Schedule, holding: Tight, options: Prices, cuts: Cuts) -> Move | None:
    """The move that costs least a minute, or None where no path can be shortened."""
    graph = _Graph(planned, holding, options, cuts)
    cut = cheapest_cut(graph.size, graph.arcs, graph.source, graph.sink)
    if cut is None:
        return None
    less, back = [], []
    for row, (tail, head) in graph.spans.items():
        if tail in cut.side and head not in cut.side:
            less.append(row)
        elif head in cut.side and tail not in cut.side and cuts.get(row, 0) > 0:
            back.append(row)
    return Move(tuple(less), tuple(back)) if less else None


def held_by(planned: Schedule, holding: Tight, options: Prices, cuts: Cuts) -> tuple[str, ...]:
    """Ids along a path that holds the milestone and has nothing left to buy, first activity first."""
    graph = _Graph(planned, holding, options, cuts)
    came: dict[int, int] = {graph.source: -1}
    waiting = [graph.source]
    for vertex in waiting:  # grows while it is read
        for tail, head, lower, upper in graph.arcs:
            for a, b, endless in ((tail, head, upper == ENDLESS), (head, tail, lower == -ENDLESS)):
                if a == vertex and endless and b not in came:
                    came[b] = vertex
                    waiting.append(b)
    vertex, rows = graph.sink, []
    while vertex in came and came[vertex] >= 0:
        vertex = came[vertex]
        node = graph.node_of.get(vertex)
        if node is not None and node < len(planned.start) and node not in planned.logic.children:
            rows.append(node)
    ids = [planned.program.activities[row].id for row in reversed(rows)]
    return tuple(dict.fromkeys(ids))


class _Graph:
    """The network that holds the milestone: a vertex for each node's start and finish, an arc for what holds what.

    ``spans`` gives (start, finish) vertices of nodes that can be shortened or given back.
    """

    def __init__(self, planned: Schedule, holding: Tight, options: Prices, cuts: Cuts) -> None:
        network = planned.compiled.network
        dearest = max((each.price / each.day for each in options.values()), default=Decimal(0))
        number = {node: at for at, node in enumerate(holding.nodes)}
        self.size = 2 * len(number) + 2
        self.source, self.sink = self.size - 2, self.size - 1
        self.node_of = {vertex: node for node, at in number.items() for vertex in (2 * at, 2 * at + 1)}
        self.spans: dict[int, tuple[int, int]] = {}
        self.arcs: list[Arc] = []
        for node, at in number.items():
            if node in options:
                self.spans[node] = 2 * at, 2 * at + 1
            self.arcs.append((2 * at, 2 * at + 1, *_prices(options.get(node), cuts.get(node, 0), dearest)))
        for e in holding.links:
            i, j, kind = (int(column[e]) for column in (network.predecessor, network.successor, network.kind))
            leaves = 2 * number[i] + (1 if kind in (columns.FS, columns.FF) else 0)
            enters = 2 * number[j] + (1 if kind in (columns.FF, columns.SF) else 0)
            self.arcs.append((leaves, enters, 0, ENDLESS))
        self.arcs += [(self.source, 2 * number[node], 0, ENDLESS) for node in holding.held_start]
        self.arcs += [(self.source, 2 * number[node] + 1, 0, ENDLESS) for node in holding.held_finish]
        self.arcs += [(2 * number[node] + 1, self.sink, 0, ENDLESS) for node in holding.ends]


def _prices(option: Option | None, less: int, dearest: Decimal) -> tuple[int, int]:
    """Lower and upper price of an activity's arc. What is not shortened cannot be given back: its finish follows its
    start, so the arc also holds the other way.
    """
    if option is None:
        return -ENDLESS, ENDLESS
    price = round(option.price / option.day / dearest * _DEAREST) if dearest else 0
    return (price if less > 0 else -ENDLESS), (price if less < option.most else ENDLESS)


def on_one_calendar(planned: Schedule, holding: Tight) -> bool:
    """Whether all work that holds the milestone counts as the program's does: a day less is a day earlier."""
    network, default = planned.compiled.network, planned.compiled.book.default
    return all(network.instant[node] or network.calendar[node] == default for node in holding.nodes)


def best_single(
    bench: Bench, holding: Tight, options: Prices, cuts: Cuts, won: int, wanted: int
) -> tuple[Move, int, int] | None:
    """Across calendars a day less may be several days earlier: the one activity that wins most for its cost, taken by a
    day or as far as it goes, with the minutes to take and those it wins. None where none wins anything.
    """
    found: tuple[Decimal, int, int] | None = None
    rows = [row for row in holding.nodes if row in options and options[row].most > cuts.get(row, 0)]
    for row in sorted(rows, key=lambda row: (options[row].price, row))[:_MOST_SINGLES]:
        option, room = options[row], options[row].most - cuts.get(row, 0)
        for amount in {min(option.day, room), room}:
            gain = bench.won(Move((row,), ()).applied(cuts, amount)) - won
            if gain > 0:
                each = option.cost(amount) / min(gain, wanted), row, amount
                found = each if found is None else min(found, each)
    if found is None:
        return None
    _, row, amount = found
    move = Move((row,), ())
    return (move, *_least(lambda less: bench.won(move.applied(cuts, less)) - won, amount, wanted))


def swallowed(bench: Bench, move: Move, options: Prices, cuts: Cuts) -> tuple[int, ...]:
    """Rows of a move that wins nothing whose shortening a calendar swallows: they hold the milestone as before."""
    holding = set(bench.holding(move.applied(cuts, move.most(options, cuts))).nodes)
    idle = tuple(row for row in move.less if row in holding)
    return idle or (min(move.less, key=lambda row: (options[row].price, row)),)


def size_of(bench: Bench, move: Move, options: Prices, cuts: Cuts, won: int, wanted: int) -> tuple[int, int]:
    """Minutes to take, and the minutes that this wins: as many as count in full, or where calendars differ the amount
    that wins most for each minute. (0, 0) where no amount wins anything.
    """
    most = move.most(options, cuts)

    def gain(amount: int) -> int:
        return bench.won(move.applied(cuts, amount)) - won

    amount = min(most, wanted)
    if gain(amount) == amount:
        return amount, amount
    low, high = 0, amount  # the gain counts in full up to some amount, never again beyond
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if gain(middle) == middle else (low, middle)
    if low > 0:
        return low, low
    return _best(gain, most, wanted)


def _best(gain: Callable[[int], int], most: int, wanted: int) -> tuple[int, int]:
    tried = sorted({max(1, most * part // _TRIED) for part in range(1, _TRIED + 1)})
    best, won = max(((amount, gain(amount)) for amount in tried), key=lambda each: (each[1] / each[0], each[0]))
    if won <= 0:
        return 0, 0
    return _least(gain, best, wanted)


def _least(gain: Callable[[int], int], amount: int, wanted: int) -> tuple[int, int]:
    """The least amount that wins as much as ``amount`` does, or enough."""
    low, high, enough = 0, amount, min(gain(amount), wanted)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if gain(middle) >= enough else (middle, high)
    return high, gain(high)
