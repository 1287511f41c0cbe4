package bouton.compiler.machine;

import bouton.dsl.chip.Chip;
import bouton.dsl.chip.Engine;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Circuit;
import bouton.dsl.syntax.Ident;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Machine.Body;
import bouton.image.machine.Machine.Field;
import bouton.image.machine.Machine.Kernel;
import bouton.image.machine.Machine.Operation;
import bouton.image.machine.Machine.Turn;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import bouton.image.machine.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Compiles a chip that works off events to the machine that it is: the way into this package. */
public final class MachineCompiler {
    private static final String REQUEST = "request";
    private static final String ENTRY = "entry";

    private final Chip chip;
    private final Engine.Events engine;
    private final Diagnostics diagnostics;
    private final Names names;
    private final Map<String, Integer> states = new LinkedHashMap<>();
    private final Map<String, Integer> kernelNumbers = new LinkedHashMap<>();
    private final Map<String, Integer> operationNumbers = new LinkedHashMap<>();

    private MachineCompiler(Chip chip, Engine.Events engine, Diagnostics diagnostics) {
        this.chip = chip;
        this.engine = engine;
        this.diagnostics = diagnostics;
        this.names = new Names(chip, engine, diagnostics);
    }

    /** Whether a chip is described bit by bit. */
    public static boolean isMachine(Chip chip) {
        return chip.engine() instanceof Engine.Events;
    }

    /**
     * Compiles a chip.
     *
     * @return empty if its engine is another one, or if something is wrong, which has been reported
     */
    public static Optional<Machine> compile(Chip chip, Diagnostics diagnostics) {
        if (!(chip.engine() instanceof Engine.Events events)) {
            return Optional.empty();
        }
        Diagnostics own = new Diagnostics();
        Machine machine = new MachineCompiler(chip, events, own).machine();
        diagnostics.addAll(own.sorted());
        return own.hasErrors() ? Optional.empty() : Optional.of(machine);
    }

    private Machine machine() {
        for (Engine.State state : engine.states()) {
            states.put(state.name(), states.size());
        }
        // Kernels of one name and several layouts come behind all others: the name itself is what chooses between them.
        names.kernels().keySet().forEach(n -> kernelNumbers.put(n, kernelNumbers.size()));
        names.operations().keySet().forEach(n -> operationNumbers.put(n, operationNumbers.size()));
        List<Kernel> kernels = kernels();
        List<Operation> operations = operations();
        Circles.check(names, kernels, diagnostics);
        Body request =
                decoder(REQUEST, List.of(new Field("address", engine.input().bits())));
        Body entry = decoder(
                ENTRY,
                engine.queue().fields().stream()
                        .map(f -> new Field(f.name(), f.bits()))
                        .toList());
        return new Machine(
                chip.name(),
                names.memories(),
                names.registers(),
                new Machine.Input(
                        engine.input().name(),
                        engine.input().bits(),
                        engine.input().synchroniser()),
                new Machine.Output(
                        engine.output().name(),
                        engine.output().bits(),
                        engine.output().synchroniser()),
                new Machine.Queue(
                        engine.queue().entries(),
                        engine.queue().fields().stream()
                                .map(f -> new Field(f.name(), f.bits()))
                                .toList()),
                engine.wheel().flatMap(this::wheel),
                engine.states().stream()
                        .map(s -> new Machine.State(s.number(), s.name()))
                        .toList(),
                state(engine.waiting()),
                state(engine.acknowledging()),
                engine.serve().stream().map(t -> turn(t, request)).toList(),
                request,
                entry,
                kernels,
                operations,
                spike(),
                engine.frozen().flatMap(names::register));
    }

    private int state(Ident name) {
        Integer number = states.get(name.text());
        if (number == null) {
            diagnostics.add(Diagnostic.of(Code.N001, name.span(), "there is no state `" + name + "`")
                    .suggest(name.text(), states.keySet()));
            return 0;
        }
        return number;
    }

    private Optional<Machine.Wheel> wheel(Engine.Wheel wheel) {
        Optional<Integer> period = names.register(wheel.period());
        Optional<Integer> held = wheel.held().flatMap(names::register);
        List<Integer> keeps = new ArrayList<>();
        List<String> fields =
                engine.queue().fields().stream().map(Engine.QueueField::name).toList();
        for (Ident name : wheel.keeps()) {
            int at = fields.indexOf(name.text());
            if (at < 0) {
                diagnostics.add(Diagnostic.of(Code.N001, name.span(), "the queue has no field `" + name + "`")
                        .suggest(name.text(), fields));
            }
            keeps.add(Math.max(0, at));
        }
        return period.map(p ->
                new Machine.Wheel(wheel.slots(), wheel.depth(), wheel.mark().text(), p, held, keeps));
    }

    private Turn turn(Engine.Turn turn, Body request) {
        return switch (turn) {
            case Engine.Turn.Full f -> new Turn.QueueFull();
            case Engine.Turn.Scheduler s -> new Turn.Scheduler();
            case Engine.Turn.Request r -> {
                List<Integer> left = new ArrayList<>(Decoders.starts(request.statements()));
                for (Ident name : r.except()) {
                    Integer operation = operationNumbers.get(name.text());
                    if (operation == null || !left.contains(operation)) {
                        diagnostics.add(Diagnostic.of(
                                        Code.N001,
                                        name.span(),
                                        "`" + name + "` is no operation that a request can begin")
                                .suggest(name.text(), operationNumbers.keySet()));
                    }
                    left.remove(operation);
                }
                yield new Turn.Request(left);
            }
        };
    }

    private int spike() {
        Integer kernel = kernelNumbers.get(engine.spike().text());
        if (kernel == null) {
            diagnostics.add(
                    Diagnostic.of(Code.N001, engine.spike().span(), "there is no kernel `" + engine.spike() + "`")
                            .suggest(engine.spike().text(), kernelNumbers.keySet())
                            .note("its calls are the events of neurons"));
            return 0;
        }
        return kernel;
    }

    // ---- bodies

    private Bodies bodies(Bodies.Kind kind) {
        return new Bodies(names, new Bodies.Callees(kernelNumbers, operationNumbers), kind, states);
    }

    private List<Kernel> kernels() {
        List<Kernel> first = new ArrayList<>();
        List<Kernel> variants = new ArrayList<>();
        int next = names.kernels().size();
        for (List<Circuit.Kernel> same : names.kernels().values()) {
            Circuit.Kernel one = same.getFirst();
            if (same.size() == 1 && one.when().isEmpty()) {
                first.add(kernel(one));
                continue;
            }
            List<Integer> numbers =
                    IntStream.range(next, next + same.size()).boxed().toList();
            next += same.size();
            same.forEach(k -> variants.add(kernel(k)));
            first.add(choice(same, numbers));
        }
        first.addAll(variants);
        return first;
    }

    private Kernel kernel(Circuit.Kernel kernel) {
        Bodies bodies = bodies(Bodies.Kind.KERNEL);
        Scope parameters = bodies.parameters(kernel.parameters());
        bodies.statements(kernel.body(), bodies.home(kernel, parameters).inner());
        return new Kernel(
                kernel.key().substring("kernel ".length()),
                bodies.finish(kernel.parameters().size()));
    }

    /** The kernel whose word has a layout calls the kernel of that layout. */
    private Kernel choice(List<Circuit.Kernel> same, List<Integer> numbers) {
        Circuit.Kernel one = same.getFirst();
        for (Circuit.Kernel other : same) {
            boolean alike = other.parameters().stream()
                            .map(p -> p.name().text() + p.type().text())
                            .toList()
                            .equals(one.parameters().stream()
                                    .map(p -> p.name().text() + p.type().text())
                                    .toList())
                    && text(other.on()).equals(text(one.on()));
            if (!alike || other.when().isEmpty() || other.on().isEmpty()) {
                diagnostics.add(Diagnostic.of(
                                Code.N002,
                                other.name().span(),
                                "kernels of one name have the same parameters and the same word, and differ by `when`")
                        .also(one.name().span(), "the other one"));
                return new Kernel(one.name().text(), new Body(0, 0, List.of()));
            }
        }
        Bodies bodies = bodies(Bodies.Kind.KERNEL);
        Scope scope = bodies.home(one, bodies.parameters(one.parameters()));
        if (scope.home().isPresent()) {
            choose(same, numbers, bodies, scope.home().get());
        }
        return new Kernel(one.name().text(), bodies.finish(one.parameters().size()));
    }

    private static String text(Optional<bouton.dsl.syntax.Expr> expr) {
        return expr.map(e -> e.span().text()).orElse("");
    }

    private void choose(List<Circuit.Kernel> same, List<Integer> numbers, Bodies bodies, Scope.Home home) {
        Memory memory = names.memories().get(home.memory());
        if (memory.selector().isEmpty()) {
            return;
        }
        List<Expression> arguments = IntStream.range(
                        0, same.getFirst().parameters().size())
                .<Expression>mapToObj(Expression.Local::new)
                .toList();
        List<Statement> chain = List.of();
        for (int i = same.size() - 1; i >= 0; i--) {
            Optional<Integer> layout = bodies.layout(same.get(i), home.memory());
            long value = layout.map(l -> memory.layouts().get(l).value()).orElse(0L);
            Expression selected = new Expression.Operation(
                    Operator.EQUAL,
                    new Expression.Load(
                            home.memory(), memory.selector().get(), home.word(), new Expression.Constant(0)),
                    new Expression.Constant(value));
            chain = List.of(
                    new Statement.When(selected, List.of(new Statement.Call(numbers.get(i), arguments)), chain));
        }
        chain.forEach(bodies.writer()::add);
    }

    private List<Operation> operations() {
        List<Operation> result = new ArrayList<>();
        for (Circuit.Operation operation : names.operations().values()) {
            Bodies bodies = bodies(Bodies.Kind.OPERATION);
            Scope scope = bodies.parameters(operation.parameters());
            bodies.statements(operation.body(), scope.inner());
            int state = operation.state().map(this::state).orElse(0);
            if (operation.state().isEmpty()) {
                diagnostics.add(
                        Diagnostic.of(Code.S008, operation.name().span(), "an operation says which state it begins in")
                                .help("as `operation " + operation.name() + "(…) in PUSH { … }`"));
            }
            Body body = bodies.finish(operation.parameters().size());
            Steps.check(operation, body, diagnostics);
            result.add(new Operation(operation.name().text(), state, body));
        }
        return result;
    }

    private Body decoder(String name, List<Field> parameters) {
        Circuit.Decoder decoder = names.decoders().get(name);
        if (decoder == null) {
            diagnostics.add(Diagnostic.of(Code.S008, chip.span(), "the chip needs `decode " + name + "(…)`")
                    .note("it says which operation begins"));
            return new Body(0, 0, List.of());
        }
        fits(decoder, parameters);
        Bodies bodies = bodies(Bodies.Kind.DECODER);
        Scope scope = bodies.parameters(decoder.parameters());
        bodies.statements(decoder.body(), scope.inner());
        Body body = bodies.finish(decoder.parameters().size());
        Decoders.check(decoder, body, diagnostics);
        return body;
    }

    private void fits(Circuit.Decoder decoder, List<Field> wanted) {
        List<String> types =
                decoder.parameters().stream().map(p -> p.type().text()).toList();
        List<String> needed = wanted.stream().map(f -> "u" + f.bits()).toList();
        if (!types.equals(needed)) {
            Span at = decoder.name().span();
            diagnostics.add(Diagnostic.of(
                            Code.N009, at, "`decode " + decoder.name() + "` is given " + String.join(", ", needed))
                    .note(
                            decoder.name().text().equals(ENTRY)
                                    ? "the fields of the queue's entries"
                                    : "the address on the input bus"));
        }
        Map<String, Circuit.Decoder> others = new HashMap<>(names.decoders());
        others.keySet().removeAll(List.of(REQUEST, ENTRY));
        others.values()
                .forEach(d -> diagnostics.add(
                        Diagnostic.of(Code.N001, d.name().span(), "nothing asks for `decode " + d.name() + "`")
                                .suggest(d.name().text(), List.of(REQUEST, ENTRY))));
    }
}
