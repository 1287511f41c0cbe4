package bouton.dsl.chip.check;

import bouton.dsl.chip.CoreUnit;
import bouton.dsl.chip.Cost;
import bouton.dsl.chip.Costs;
import bouton.dsl.chip.Figure;
import bouton.dsl.chip.Operation;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Item;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code cost} blocks. One around others holds for what they leave out, apart from the power that is drawn all the time. */
final class CostReader {
    private static final String IDLE = "idle";

    private final boolean clock;
    private final Diagnostics diagnostics;

    /** @param clock whether the chip has one, so that cycles take a time */
    CostReader(boolean clock, Diagnostics diagnostics) {
        this.clock = clock;
        this.diagnostics = diagnostics;
    }

    /** What a block inside of this one takes over. */
    static Body inherited(Body costs) {
        return costs.taken(Level.COST, Level.COST.words(), IDLE);
    }

    /** Reports what a block of a core or unit says of something that it does not do. */
    void refuse(Body own, Operation.Level level, Set<CoreUnit.Role> roles) {
        for (Entry entry : own.entries()) {
            for (Operation operation : operations(entry.key())) {
                boolean other = operation.level().compareTo(level) < 0
                        || (!roles.isEmpty()
                                && operation.role().map(r -> !roles.contains(r)).orElse(true));
                if (other) {
                    diagnostics.add(Diagnostic.of(
                                    Code.F108,
                                    entry.span(),
                                    "`" + entry.key() + "` is no cost of " + what(level, roles))
                            .help("write it in the `cost` block of " + place(operation)));
                    break;
                }
            }
            if (entry.key().equals(IDLE) && !roles.isEmpty()) {
                diagnostics.add(
                        Diagnostic.of(Code.F108, entry.span(), "a unit draws no power of its own; its core does")
                                .help("write it in the `cost` block of the core"));
            }
        }
    }

    private static String what(Operation.Level level, Set<CoreUnit.Role> roles) {
        return !roles.isEmpty() ? "this unit" : level == Operation.Level.CORE ? "a core" : "a tile";
    }

    private static String place(Operation operation) {
        return switch (operation.level()) {
            case CHIP -> "the chip";
            case TILE -> "the tile, or of the chip";
            case CORE ->
                operation.role().isPresent()
                        ? "the core, or of a unit for a "
                                + operation.role().get().word()
                        : "the core";
        };
    }

    /** The operations of a level that have costs in a block (with all that it takes over), and the power of the block itself. */
    Costs read(Body costs, Operation.Level level) {
        Map<Operation, Cost> result = new EnumMap<>(Operation.class);
        Optional<Figure> idle = Optional.empty();
        for (Entry entry : costs.entries()) {
            if (entry.key().equals(IDLE)) {
                idle = idle(entry);
                continue;
            }
            List<Operation> operations = operations(entry.key());
            if (operations.isEmpty()) {
                unknown(entry);
                continue;
            }
            if (operations.getFirst().level() == level) {
                Optional<Cost> cost = cost(entry);
                boolean general = operations.size() > 1;
                cost.ifPresent(c -> operations.forEach(o -> {
                    if (general) {
                        result.putIfAbsent(o, c);
                    } else {
                        result.put(o, c);
                    }
                }));
            }
        }
        return new Costs(result, idle);
    }

    /** The operations that a key stands for: {@code hop} alone is all four directions. */
    private static List<Operation> operations(String key) {
        if (key.equals("hop")) {
            return List.of(Operation.HOP_NORTH, Operation.HOP_EAST, Operation.HOP_SOUTH, Operation.HOP_WEST);
        }
        return Operation.find(key).map(List::of).orElse(List.of());
    }

    private void unknown(Entry entry) {
        List<String> keys =
                Arrays.stream(Operation.values()).map(Operation::key).toList();
        diagnostics.add(Diagnostic.of(Code.S005, entry.span(), "`" + entry.key() + "` is no operation with a cost")
                .suggest(entry.key(), keys)
                .note("operations: " + String.join(", ", keys) + ", hop (all four), idle"));
    }

    private Optional<Figure> idle(Entry entry) {
        Reader reader = new Reader(entry, diagnostics);
        Amount power = reader.amount("a power, as `1.3 mW`");
        if (!reader.failed() && power.kind() != Amount.Kind.POWER) {
            reader.fail(Diagnostic.of(
                    Code.U001,
                    power.span(),
                    "`idle` is a power: not `" + power.span().text() + "`"));
        }
        notNegative(power, reader);
        Figure figure = Marks.figure(power.value(), reader.provenance(), power.span(), diagnostics);
        reader.end();
        return reader.failed() ? Optional.empty() : Optional.of(figure);
    }

    private Optional<Cost> cost(Entry entry) {
        Reader reader = new Reader(entry, diagnostics);
        Optional<Amount> energy = Optional.empty();
        Optional<Amount> time = Optional.empty();
        Optional<Item.Annotation> ofEnergy = Optional.empty();
        Optional<Item.Annotation> ofTime = Optional.empty();
        do {
            Amount amount = reader.amount("an energy (`35.5 pJ`), a time (`3.8 ns`) or cycles (`2 cycle`)");
            notNegative(amount, reader);
            boolean marked = reader.seesMark();
            Optional<Item.Annotation> known = reader.provenance();
            if (reader.failed()) {
                return Optional.empty();
            }
            boolean isEnergy = amount.kind() == Amount.Kind.ENERGY;
            if ((isEnergy ? energy : time).isPresent()) {
                twice(amount, isEnergy, reader);
            } else if (isEnergy) {
                energy = Optional.of(amount);
                ofEnergy = known;
                ofTime = marked && time.isPresent() && ofTime.equals(entry.known()) ? known : ofTime;
            } else if (amount.kind() == Amount.Kind.TIME || amount.kind() == Amount.Kind.CYCLES) {
                time = Optional.of(amount);
                ofTime = known;
                ofEnergy = marked && energy.isPresent() && ofEnergy.equals(entry.known()) ? known : ofEnergy;
                clock(amount, reader);
            } else {
                reader.fail(Diagnostic.of(
                        Code.U001,
                        amount.span(),
                        "a cost is an energy, a time or a number of cycles: not `"
                                + amount.span().text() + "`"));
            }
        } while (reader.accept(","));
        reader.end();
        if (reader.failed()) {
            return Optional.empty();
        }
        Optional<Item.Annotation> markOfEnergy = ofEnergy;
        Optional<Item.Annotation> markOfTime = ofTime;
        return Optional.of(new Cost(
                energy.map(a -> Marks.figure(a.value(), markOfEnergy, a.span(), diagnostics)),
                time.map(a -> Marks.figure(a.value(), markOfTime, a.span(), diagnostics)),
                time.filter(a -> a.kind() == Amount.Kind.CYCLES).isPresent(),
                entry.span()));
    }

    private void twice(Amount amount, boolean energy, Reader reader) {
        reader.fail(Diagnostic.of(
                        Code.F116,
                        amount.span(),
                        "a second " + (energy ? "energy" : "time") + " for `" + reader.key() + "`")
                .note("an operation has one energy, and one time or number of cycles"));
    }

    private void clock(Amount amount, Reader reader) {
        if (amount.kind() == Amount.Kind.CYCLES && !clock) {
            noClock(amount.span(), reader);
        }
    }

    /** Reports cycles without a clock. */
    static void noClock(Span at, Reader reader) {
        reader.fail(Diagnostic.of(Code.F107, at, "cycles take no time without a clock")
                .help("give the chip a clock, as `clock 100 MHz`, or write a time, as `10 ns`"));
    }

    private static void notNegative(Amount amount, Reader reader) {
        if (amount.value() < 0) {
            reader.fail(Diagnostic.of(Code.F101, amount.span(), "a cost is not negative"));
        }
    }
}
