package bouton.image.file;

import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Program;
import bouton.image.machine.Statement;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Scope;
import bouton.image.net.Stimulus;
import java.util.List;

/** The rules that programs and machines keep: what is named by a number is there, and what is given has the right size. */
final class ProgramCheck {
    private static final int WIDEST = 128;

    private final Image image;
    private final Program program;
    private final Machine machine;
    private final Problems problems;
    private String where = "machine";

    private ProgramCheck(Image image, Program program, Problems problems) {
        this.image = image;
        this.program = program;
        this.machine = program.machine();
        this.problems = problems;
    }

    static void check(Image image, Program program, Problems problems) {
        new ProgramCheck(image, program, problems).check();
    }

    private void check() {
        machine.memories().forEach(this::memory);
        machine.registers()
                .forEach(r -> unless(
                        r.bits() >= 1 && r.bits() <= Integer.SIZE && r.size() >= 1,
                        "register " + r.name() + " has no such size"));
        number(machine.waiting(), machine.states().size(), "state");
        number(machine.acknowledging(), machine.states().size(), "state");
        number(machine.spike(), machine.kernels().size(), "kernel");
        machine.frozen().ifPresent(f -> number(f, machine.registers().size(), "register"));
        machine.wheel().ifPresent(this::wheel);
        machine.order().forEach(t -> {
            if (t instanceof Machine.Turn.Request r) {
                r.operations().forEach(o -> number(o, machine.operations().size(), "operation"));
            }
        });
        body("request", machine.request());
        body("entry", machine.entry());
        machine.kernels().forEach(k -> body("kernel " + k.name(), k.body()));
        machine.operations().forEach(o -> {
            number(o.state(), machine.states().size(), "state");
            body("operation " + o.name(), o.body());
        });
        where = "program";
        contents();
    }

    private void unless(boolean condition, String what) {
        problems.unless(condition, where, what);
    }

    private void number(int number, int count, String what) {
        unless(number >= 0 && number < count, what + " number " + number + " does not exist");
    }

    private void memory(Memory m) {
        where = "memory " + m.name();
        unless(m.bits() >= 1 && m.bits() <= WIDEST, "words of " + m.bits() + " bits");
        unless(!m.size().isEmpty() && m.size().stream().allMatch(n -> n >= 1), "a shape of " + m.size());
        m.selector().ifPresent(s -> number(s, m.fields().size(), "field"));
        for (Memory.Field f : m.fields()) {
            boolean inside = f.bits() >= 1
                    && f.lanes() >= 1
                    && f.low() >= 0
                    && f.low() + (f.lanes() - 1L) * f.step() + f.bits() <= m.bits();
            unless(inside, "field " + f.name() + " lies beyond the word");
            f.layout().ifPresent(l -> number(l, m.layouts().size(), "layout"));
        }
        where = "machine";
    }

    private void wheel(Machine.Wheel w) {
        unless(w.slots() >= 1 && w.depth() >= 1, "a wheel without slots");
        number(w.period(), machine.registers().size(), "register");
        w.held().ifPresent(h -> number(h, machine.registers().size(), "register"));
        w.entry().forEach(f -> number(f, machine.queue().fields().size(), "field of the queue"));
    }

    private void body(String name, Machine.Body body) {
        where = name;
        unless(body.parameters() >= 0 && body.parameters() <= body.slots(), "fewer slots than parameters");
        statements(body.statements(), body.slots());
        where = "machine";
    }

    private void statements(List<Statement> statements, int slots) {
        statements.forEach(s -> statement(s, slots));
    }

    private void statement(Statement statement, int slots) {
        switch (statement) {
            case Statement.Let s -> {
                number(s.slot(), slots, "slot");
                expression(s.value(), slots);
            }
            case Statement.Store s -> {
                field(s.memory(), s.field());
                expression(s.word(), slots);
                expression(s.lane(), slots);
                expression(s.value(), slots);
            }
            case Statement.Copy s -> {
                number(s.memory(), machine.memories().size(), "memory");
                expression(s.to(), slots);
                expression(s.from(), slots);
            }
            case Statement.When s -> {
                expression(s.condition(), slots);
                statements(s.then(), slots);
                statements(s.otherwise(), slots);
            }
            case Statement.For s -> {
                number(s.slot(), slots, "slot");
                expression(s.from(), slots);
                expression(s.to(), slots);
                statements(s.body(), slots);
            }
            case Statement.Call s -> {
                number(s.kernel(), machine.kernels().size(), "kernel");
                s.arguments().forEach(a -> expression(a, slots));
            }
            case Statement.Enter s -> number(s.state(), machine.states().size(), "state");
            case Statement.Read s -> {
                number(s.memory(), machine.memories().size(), "memory");
                expression(s.word(), slots);
            }
            case Statement.Push s -> s.entry().forEach(e -> expression(e, slots));
            case Statement.Later s -> {
                expression(s.slots(), slots);
                expression(s.mark(), slots);
                s.entry().forEach(e -> expression(e, slots));
            }
            case Statement.Send s -> s.packets().forEach(p -> expression(p, slots));
            case Statement.Start s -> {
                number(s.operation(), machine.operations().size(), "operation");
                s.arguments().forEach(a -> expression(a, slots));
            }
            case Statement.Cycle c -> {}
            case Statement.Pop p -> {}
        }
    }

    private void expression(Expression expression, int slots) {
        switch (expression) {
            case Expression.Constant e -> {}
            case Expression.Local e -> number(e.slot(), slots, "slot");
            case Expression.Load e -> {
                field(e.memory(), e.field());
                expression(e.word(), slots);
                expression(e.lane(), slots);
            }
            case Expression.Register e -> {
                number(e.register(), machine.registers().size(), "register");
                expression(e.index(), slots);
            }
            case Expression.Head e -> number(e.field(), machine.queue().fields().size() + 1, "field of the queue");
            case Expression.Bus e -> {}
            case Expression.Operation e -> {
                expression(e.left(), slots);
                expression(e.right(), slots);
            }
            case Expression.Select e -> {
                expression(e.condition(), slots);
                expression(e.then(), slots);
                expression(e.otherwise(), slots);
            }
        }
    }

    private void field(int memory, int field) {
        number(memory, machine.memories().size(), "memory");
        if (memory >= 0 && memory < machine.memories().size()) {
            number(field, machine.memories().get(memory).fields().size(), "field");
        }
    }

    private void contents() {
        unless(program.cycles() >= 0, "a tick of " + program.cycles() + " cycles");
        unless(program.registers().length == machine.registers().size(), "not one row for each register");
        unless(program.memories().length == machine.memories().size(), "not one row for each memory");
        for (int m = 0;
                m < Math.min(program.memories().length, machine.memories().size());
                m++) {
            Memory memory = machine.memories().get(m);
            boolean all = program.memories()[m].length == 2L * memory.words();
            unless(all, "memory " + memory.name() + " is not given word by word");
        }
        program.residents().forEach(r -> {
            number(r.group(), image.groups().size(), "group");
            boolean population = r.group() >= 0
                    && r.group() < image.groups().size()
                    && image.groups().get(r.group()) instanceof Population;
            unless(population && r.first() >= 0, "residents that are no population");
        });
        program.sources().forEach(this::source);
        program.periods().forEach(p -> unless(p.ticks() >= 1, "a period of " + p.ticks() + " ticks"));
        program.variables().forEach(v -> {
            scope(v.scope());
            statement(v.place(), 3);
        });
        program.switches().forEach(s -> {
            scope(s.scope());
            statement(s.place(), 3);
        });
    }

    private void source(Program.Source s) {
        number(s.group(), image.groups().size(), "group");
        if (s.group() < 0 || s.group() >= image.groups().size()) {
            return;
        }
        int size = image.groups().get(s.group()).size();
        unless(image.groups().get(s.group()) instanceof Stimulus, "a source that is no stimulus");
        unless(s.rows().length == size && s.addresses().length == size, "not one row for each member of a stimulus");
    }

    private void scope(Scope scope) {
        switch (scope) {
            case Scope.OfGroup g -> number(g.index(), image.groups().size(), "group");
            case Scope.OfProjection p -> number(p.index(), image.projections().size(), "projection");
        }
    }
}
