package bouton.image.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bouton.image.ir.Overflow;
import bouton.image.machine.Expression;
import bouton.image.machine.Expression.Constant;
import bouton.image.machine.Expression.Local;
import bouton.image.machine.Machine;
import bouton.image.machine.Machine.Body;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import bouton.image.machine.Program;
import bouton.image.machine.Statement;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Projection;
import bouton.image.net.Scope;
import bouton.image.net.Stimulus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs of machines in files of images: all kinds of statements come back, and what cannot be is told. */
class ProgramFileTest {
    private static final Expression ZERO = new Constant(0);
    private static final Expression N = new Local(0);

    private static Body kernel(int slots, Statement... statements) {
        return new Body(1, slots, List.of(statements));
    }

    private static Machine machine(Body kernel) {
        Memory memory = new Memory(
                "N",
                List.of(4),
                80,
                List.of(
                        new Memory.Field("model", 1, false, 0, 1, 1, Optional.empty()),
                        new Memory.Field("core", 8, true, 60, 1, 8, Optional.of(0)),
                        new Memory.Field("w", 3, false, 70, 2, 4, Optional.of(1))),
                Optional.of(0),
                List.of(new Memory.Layout("a", 0), new Memory.Layout("b", 1)));
        Body operation = new Body(
                1,
                2,
                List.of(
                        new Statement.Read(0, N),
                        new Statement.For(1, ZERO, new Constant(2), List.of(new Statement.Cycle())),
                        new Statement.Enter(1),
                        new Statement.Call(0, List.of(N)),
                        new Statement.Pop(),
                        new Statement.Cycle()));
        Body decoder = new Body(1, 1, List.of(new Statement.Start(0, List.of(N))));
        return new Machine(
                "tiny",
                List.of(memory),
                List.of(new Machine.RegisterBank("PERIOD", 8, 1), new Machine.RegisterBank("SIGN", 1, 4)),
                new Machine.Input("IN", 4, 2),
                new Machine.Output("OUT", 4, 2),
                new Machine.Queue(4, List.of(new Machine.Field("addr", 2))),
                Optional.of(new Machine.Wheel(3, 2, "last", 0, Optional.empty(), List.of(0))),
                List.of(new Machine.State(0, "WAIT"), new Machine.State(7, "WORK")),
                0,
                1,
                List.of(
                        new Machine.Turn.QueueFull(),
                        new Machine.Turn.Request(List.of(0)),
                        new Machine.Turn.Scheduler()),
                decoder,
                decoder,
                List.of(new Machine.Kernel("k", kernel)),
                List.of(new Machine.Operation("o", 1, operation)),
                0,
                Optional.of(1));
    }

    private static Body everything() {
        Expression load = new Expression.Load(0, 1, N, ZERO);
        Expression sum = new Expression.Operation(Operator.ADD, load, new Expression.Register(1, N));
        return kernel(
                2,
                new Statement.Let(1, new Expression.Select(load, sum, new Expression.Head(1))),
                new Statement.Store(0, 1, N, ZERO, new Local(1), Overflow.SATURATE),
                new Statement.Copy(0, N, ZERO),
                new Statement.When(
                        new Expression.Bus(),
                        List.of(new Statement.Push(List.of(ZERO))),
                        List.of(new Statement.Later(ZERO, ZERO, List.of(ZERO)))),
                new Statement.Send(List.of(ZERO, N)));
    }

    private static Image image(Machine machine) {
        Image image = Example.image();
        int population = -1;
        int stimulus = -1;
        for (int g = 0; g < image.groups().size(); g++) {
            population = image.groups().get(g) instanceof Population ? g : population;
            stimulus = image.groups().get(g) instanceof Stimulus ? g : stimulus;
        }
        int size = image.groups().get(stimulus).size();
        Projection projection = image.projections().getFirst();
        Statement.Store place = new Statement.Store(0, 1, N, ZERO, new Local(2), Overflow.NEVER);
        return image.on(new Program(
                machine,
                new long[][] {{3}, {0, 1, 0, 1}},
                new long[][] {{1, 2, 3, 4, 5, 6, 7, 8}},
                List.of(new Program.Residents(population, 0, 0)),
                List.of(new Program.Variable(
                        new Scope.OfProjection(0),
                        projection.init(),
                        projection.derive(),
                        place,
                        new double[] {0.5},
                        new double[] {-1})),
                List.of(new Program.Source(stimulus, new int[size], new long[size][1])),
                List.of(new Program.Period(2, 9)),
                List.of(new Program.Switch(new Scope.OfGroup(population), place, 1, 0)),
                100));
    }

    @Test
    void allOfItComesBack() throws ImageFormatException {
        Image image = image(machine(everything()));
        assertEquals(List.of(), ImageCheck.problems(image));
        Image read = ImageFile.read(Bytes.of(image));
        Program program = read.program().orElseThrow();
        assertEquals(image.program().orElseThrow().machine(), program.machine());
        assertArrayEquals(new long[] {0, 1, 0, 1}, program.registers()[1]);
        assertArrayEquals(new long[] {1, 2, 3, 4, 5, 6, 7, 8}, program.memories()[0]);
        assertEquals(ImageFile.hash(image), ImageFile.hash(read));
    }

    @Test
    void whatCannotBeIsTold() {
        told("kernel k: slot number 2 does not exist", new Statement.Let(2, ZERO));
        told("kernel k: field number 3 does not exist", new Statement.Store(0, 3, N, ZERO, N, Overflow.WRAP));
        told("kernel k: memory number 1 does not exist", new Statement.Copy(1, N, N));
        told("kernel k: kernel number 1 does not exist", new Statement.Call(1, List.of()));
        told("kernel k: register number 2 does not exist", new Statement.Let(1, new Expression.Register(2, ZERO)));
        told(
                "kernel k: field of the queue number 2 does not exist",
                new Statement.Send(List.of(new Expression.Head(2))));
        told("kernel k: operation number 1 does not exist", new Statement.Start(1, List.of()));
        told("kernel k: state number 2 does not exist", new Statement.Enter(2));
    }

    private static void told(String problem, Statement statement) {
        List<String> problems = ImageCheck.problems(image(machine(kernel(2, statement))));
        assertTrue(problems.contains(problem), () -> problem + " is not among " + problems);
    }
}
