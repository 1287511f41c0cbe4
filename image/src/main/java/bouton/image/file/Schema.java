package bouton.image.file;

import bouton.image.chip.Barrier;
import bouton.image.chip.Boundary;
import bouton.image.chip.Core;
import bouton.image.chip.CoreKind;
import bouton.image.chip.Cost;
import bouton.image.chip.Hardware;
import bouton.image.chip.Slice;
import bouton.image.chip.Tile;
import bouton.image.chip.Timing;
import bouton.image.chip.Unit;
import bouton.image.ir.BinaryOp;
import bouton.image.ir.Block;
import bouton.image.ir.CompareOp;
import bouton.image.ir.Distribution;
import bouton.image.ir.Instruction;
import bouton.image.ir.Kernel;
import bouton.image.ir.Overflow;
import bouton.image.ir.Rounding;
import bouton.image.ir.Special;
import bouton.image.ir.Type;
import bouton.image.ir.UnaryOp;
import bouton.image.ir.Word;
import bouton.image.machine.Expression;
import bouton.image.machine.Machine;
import bouton.image.machine.Memory;
import bouton.image.machine.Operator;
import bouton.image.machine.Program;
import bouton.image.machine.Statement;
import bouton.image.net.Connectivity;
import bouton.image.net.Counter;
import bouton.image.net.DelayLine;
import bouton.image.net.Field;
import bouton.image.net.Foreign;
import bouton.image.net.GlobalEvent;
import bouton.image.net.GlobalValue;
import bouton.image.net.Group;
import bouton.image.net.Handler;
import bouton.image.net.Image;
import bouton.image.net.Lag;
import bouton.image.net.Mirror;
import bouton.image.net.Origin;
import bouton.image.net.Per;
import bouton.image.net.Population;
import bouton.image.net.Port;
import bouton.image.net.Probe;
import bouton.image.net.Projection;
import bouton.image.net.Reader;
import bouton.image.net.Scope;
import bouton.image.net.Shared;
import bouton.image.net.Stage;
import bouton.image.net.Stimulus;
import bouton.image.net.Table;
import bouton.image.net.Trigger;
import bouton.image.net.Update;
import bouton.image.run.StimulusInput;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The types an image consists of, and nothing else: only these are ever made from the bytes of a file. A change to one of
 * them changes the {@link #text}, which every file carries, and needs a new {@link ImageFile#VERSION} once files are about.
 */
final class Schema {
    /** Tags by type. The order numbers the alternatives of a union: add at the end of a group. */
    private static final Map<Class<?>, String> TAGS = new LinkedHashMap<>();

    static {
        TAGS.put(Image.class, "image");
        TAGS.put(Stage.class, "stage");
        TAGS.put(Origin.class, "origin");
        TAGS.put(Counter.class, "counter");
        TAGS.put(Table.class, "table");

        TAGS.put(Group.class, "group");
        TAGS.put(Population.class, "population");
        TAGS.put(Stimulus.class, "stimulus");
        TAGS.put(Field.class, "field");
        TAGS.put(Field.Kind.class, "field.kind");
        TAGS.put(Port.class, "port");

        TAGS.put(StimulusInput.class, "input");
        TAGS.put(StimulusInput.Silent.class, "input.silent");
        TAGS.put(StimulusInput.Levels.class, "input.levels");
        TAGS.put(StimulusInput.LevelRows.class, "input.rows");
        TAGS.put(StimulusInput.EventTicks.class, "input.events");
        TAGS.put(StimulusInput.PoissonMeans.class, "input.poisson");
        TAGS.put(StimulusInput.Regular.class, "input.regular");

        TAGS.put(Projection.class, "projection");
        TAGS.put(Shared.class, "shared");
        TAGS.put(Lag.class, "lag");
        TAGS.put(DelayLine.class, "line");
        TAGS.put(Connectivity.class, "connect");
        TAGS.put(Connectivity.OneToOne.class, "connect.one");
        TAGS.put(Connectivity.AllToAll.class, "connect.all");
        TAGS.put(Connectivity.Probability.class, "connect.probability");
        TAGS.put(Connectivity.FanIn.class, "connect.in");
        TAGS.put(Connectivity.FanOut.class, "connect.out");
        TAGS.put(Connectivity.Total.class, "connect.total");
        TAGS.put(Connectivity.Pairs.class, "connect.pairs");
        TAGS.put(Connectivity.Displaced.class, "connect.displaced");

        TAGS.put(Handler.class, "handler");
        TAGS.put(Per.class, "per");
        TAGS.put(Trigger.class, "on");
        TAGS.put(Trigger.EveryTick.class, "on.tick");
        TAGS.put(Trigger.Every.class, "on.every");
        TAGS.put(Trigger.PreEvent.class, "on.pre");
        TAGS.put(Trigger.PostEvent.class, "on.post");
        TAGS.put(Trigger.OwnEvent.class, "on.own");
        TAGS.put(Trigger.Arrival.class, "on.arrival");
        TAGS.put(Trigger.Global.class, "on.global");
        TAGS.put(Trigger.Due.class, "on.due");
        TAGS.put(Update.class, "update");
        TAGS.put(Mirror.class, "mirror");
        TAGS.put(GlobalEvent.class, "globalevent");
        TAGS.put(GlobalValue.class, "global");
        TAGS.put(GlobalValue.Operation.class, "global.operation");
        TAGS.put(GlobalValue.Source.class, "global.source");
        TAGS.put(GlobalValue.Sent.class, "global.sent");
        TAGS.put(GlobalValue.Trace.class, "global.trace");
        TAGS.put(GlobalValue.EventTrace.class, "global.eventtrace");
        TAGS.put(GlobalValue.Reduction.class, "global.reduction");

        TAGS.put(Foreign.class, "foreign");
        TAGS.put(Foreign.Input.class, "foreign.input");

        TAGS.put(Probe.class, "probe");
        TAGS.put(Probe.Events.class, "probe.events");
        TAGS.put(Probe.Values.class, "probe.values");
        TAGS.put(Reader.class, "reader");
        TAGS.put(Scope.class, "scope");
        TAGS.put(Scope.OfGroup.class, "scope.group");
        TAGS.put(Scope.OfProjection.class, "scope.projection");

        TAGS.put(Type.class, "type");
        TAGS.put(Type.Float64.class, "f64");
        TAGS.put(Type.Bool.class, "bool");
        TAGS.put(Type.Int.class, "int");
        TAGS.put(Word.class, "word");
        TAGS.put(Word.Space.class, "space");
        TAGS.put(Overflow.class, "overflow");
        TAGS.put(Rounding.class, "rounding");
        TAGS.put(BinaryOp.class, "binary");
        TAGS.put(UnaryOp.class, "unary");
        TAGS.put(CompareOp.class, "compare");
        TAGS.put(Distribution.class, "distribution");
        TAGS.put(Special.class, "special");

        TAGS.put(Kernel.class, "kernel");
        TAGS.put(Block.class, "block");
        TAGS.put(Instruction.class, "do");
        TAGS.put(Instruction.Const.class, "do.const");
        TAGS.put(Instruction.ConstInt.class, "do.int");
        TAGS.put(Instruction.Load.class, "do.load");
        TAGS.put(Instruction.Store.class, "do.store");
        TAGS.put(Instruction.Binary.class, "do.binary");
        TAGS.put(Instruction.Unary.class, "do.unary");
        TAGS.put(Instruction.Compare.class, "do.compare");
        TAGS.put(Instruction.Select.class, "do.select");
        TAGS.put(Instruction.Convert.class, "do.convert");
        TAGS.put(Instruction.Clamp.class, "do.clamp");
        TAGS.put(Instruction.TableAt.class, "do.table");
        TAGS.put(Instruction.Draw.class, "do.draw");
        TAGS.put(Instruction.RandomBits.class, "do.bits");
        TAGS.put(Instruction.Read.class, "do.read");
        TAGS.put(Instruction.Arrived.class, "do.arrived");
        TAGS.put(Instruction.ReadGlobal.class, "do.global");
        TAGS.put(Instruction.Mirrored.class, "do.mirrored");
        TAGS.put(Instruction.PortSum.class, "do.port");
        TAGS.put(Instruction.Deliver.class, "do.deliver");
        TAGS.put(Instruction.Emit.class, "do.emit");
        TAGS.put(Instruction.Remember.class, "do.remember");
        TAGS.put(Instruction.Recall.class, "do.recall");
        TAGS.put(Instruction.Defer.class, "do.defer");
        TAGS.put(Instruction.If.class, "do.if");
        TAGS.put(Instruction.Propagator.class, "do.propagator");
        TAGS.put(Instruction.Adaptive.class, "do.adaptive");
        TAGS.put(Instruction.Crossing.class, "crossing");
        TAGS.put(Instruction.Yield.class, "do.yield");

        TAGS.put(Hardware.class, "chip");
        TAGS.put(Timing.class, "chip.timing");
        TAGS.put(Boundary.class, "chip.boundary");
        TAGS.put(Barrier.class, "chip.barrier");
        TAGS.put(Cost.class, "chip.cost");
        TAGS.put(Tile.class, "chip.tile");
        TAGS.put(CoreKind.class, "chip.kind");
        TAGS.put(Unit.class, "chip.unit");
        TAGS.put(Core.class, "chip.core");
        TAGS.put(Slice.class, "chip.slice");

        TAGS.put(Program.class, "machine");
        TAGS.put(Program.Residents.class, "machine.residents");
        TAGS.put(Program.Variable.class, "machine.variable");
        TAGS.put(Program.Source.class, "machine.source");
        TAGS.put(Program.Period.class, "machine.period");
        TAGS.put(Program.Switch.class, "machine.switch");
        TAGS.put(Machine.class, "machine.chip");
        TAGS.put(Machine.State.class, "machine.state");
        TAGS.put(Machine.Input.class, "machine.input");
        TAGS.put(Machine.Output.class, "machine.output");
        TAGS.put(Machine.Queue.class, "machine.queue");
        TAGS.put(Machine.Wheel.class, "machine.wheel");
        TAGS.put(Machine.Field.class, "machine.field");
        TAGS.put(Machine.Turn.class, "machine.turn");
        TAGS.put(Machine.Turn.QueueFull.class, "turn.full");
        TAGS.put(Machine.Turn.Scheduler.class, "turn.scheduler");
        TAGS.put(Machine.Turn.Request.class, "turn.request");
        TAGS.put(Machine.Body.class, "machine.body");
        TAGS.put(Machine.Kernel.class, "machine.kernel");
        TAGS.put(Machine.Operation.class, "machine.operation");
        TAGS.put(Machine.RegisterBank.class, "machine.registers");
        TAGS.put(Memory.class, "machine.memory");
        TAGS.put(Memory.Field.class, "memory.field");
        TAGS.put(Memory.Layout.class, "memory.layout");
        TAGS.put(Operator.class, "machine.operator");
        TAGS.put(Expression.class, "expression");
        TAGS.put(Expression.Constant.class, "expression.constant");
        TAGS.put(Expression.Local.class, "expression.local");
        TAGS.put(Expression.Load.class, "expression.load");
        TAGS.put(Expression.Register.class, "expression.register");
        TAGS.put(Expression.Head.class, "expression.head");
        TAGS.put(Expression.Bus.class, "expression.bus");
        TAGS.put(Expression.Operation.class, "expression.operation");
        TAGS.put(Expression.Select.class, "expression.select");
        TAGS.put(Statement.class, "statement");
        TAGS.put(Statement.Let.class, "statement.let");
        TAGS.put(Statement.Store.class, "statement.store");
        TAGS.put(Statement.Copy.class, "statement.copy");
        TAGS.put(Statement.When.class, "statement.when");
        TAGS.put(Statement.For.class, "statement.for");
        TAGS.put(Statement.Call.class, "statement.call");
        TAGS.put(Statement.Cycle.class, "statement.cycle");
        TAGS.put(Statement.Enter.class, "statement.enter");
        TAGS.put(Statement.Read.class, "statement.read");
        TAGS.put(Statement.Push.class, "statement.push");
        TAGS.put(Statement.Later.class, "statement.later");
        TAGS.put(Statement.Pop.class, "statement.pop");
        TAGS.put(Statement.Send.class, "statement.send");
        TAGS.put(Statement.Start.class, "statement.start");
    }

    private static final Map<Class<?>, Definition> DEFINITIONS = new LinkedHashMap<>();

    static {
        TAGS.forEach((type, tag) -> DEFINITIONS.put(type, define(type, tag)));
    }

    private static final String TEXT = describe();

    private Schema() {}

    /** The types of images. */
    static List<Class<?>> types() {
        return List.copyOf(TAGS.keySet());
    }

    static Definition definition(Class<?> type) {
        Definition found = DEFINITIONS.get(type);
        if (found == null) {
            throw new IllegalStateException(type + " is not in the schema of images");
        }
        return found;
    }

    /** One line for each type. */
    static String text() {
        return TEXT;
    }

    private static Definition define(Class<?> type, String tag) {
        if (type.isRecord()) {
            return defineRecord(type, tag);
        }
        if (type.isEnum()) {
            return new Definition.EnumOf(tag, List.of(type.getEnumConstants()));
        }
        List<Class<?>> alternatives = new ArrayList<>();
        for (Class<?> other : TAGS.keySet()) {
            if (other.isRecord() && type.isAssignableFrom(other)) {
                alternatives.add(other);
            }
        }
        return new Definition.UnionOf(tag, List.copyOf(alternatives));
    }

    private static Definition defineRecord(Class<?> type, String tag) {
        List<Definition.Part> parts = new ArrayList<>();
        List<Class<?>> parameters = new ArrayList<>();
        for (RecordComponent c : type.getRecordComponents()) {
            parts.add(new Definition.Part(c.getName(), shape(c.getGenericType()), c.getAccessor()));
            parameters.add(c.getType());
        }
        try {
            return new Definition.RecordOf(
                    tag, List.copyOf(parts), type.getDeclaredConstructor(parameters.toArray(Class<?>[]::new)));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor", e);
        }
    }

    private static Shape shape(java.lang.reflect.Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Shape.ListOf(shape(list.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return new Shape.OptionalOf(shape(optional.getActualTypeArguments()[0]));
        }
        if (type == int.class || type == Integer.class) {
            return Shape.Plain.INT;
        } else if (type == long.class || type == Long.class) {
            return Shape.Plain.LONG;
        } else if (type == double.class) {
            return Shape.Plain.DOUBLE;
        } else if (type == boolean.class) {
            return Shape.Plain.BOOLEAN;
        } else if (type == String.class) {
            return Shape.Plain.STRING;
        } else if (type == int[].class) {
            return Shape.Plain.INTS;
        } else if (type == double[].class) {
            return Shape.Plain.DOUBLES;
        } else if (type == double[][].class) {
            return Shape.Plain.DOUBLE_ROWS;
        } else if (type == long[][].class) {
            return Shape.Plain.LONG_ROWS;
        } else if (type instanceof Class<?> named && TAGS.containsKey(named)) {
            return new Shape.Named(named);
        }
        throw new IllegalStateException("images cannot hold a " + type);
    }

    private static String describe() {
        StringBuilder text = new StringBuilder();
        for (Definition d : DEFINITIONS.values()) {
            text.append(d.tag())
                    .append(": ")
                    .append(String.join(", ", contents(d)))
                    .append('\n');
        }
        return text.toString();
    }

    private static List<String> contents(Definition definition) {
        return switch (definition) {
            case Definition.RecordOf r ->
                r.parts().stream().map(p -> p.name() + " " + name(p.shape())).toList();
            case Definition.EnumOf e ->
                e.constants().stream().map(Object::toString).toList();
            case Definition.UnionOf u ->
                u.alternatives().stream().map(Schema::tag).toList();
        };
    }

    private static String name(Shape shape) {
        return switch (shape) {
            case Shape.Plain.INT -> "int32";
            case Shape.Plain.LONG -> "int64";
            case Shape.Plain.DOUBLE -> "float64";
            case Shape.Plain.BOOLEAN -> "truth";
            case Shape.Plain.STRING -> "string";
            case Shape.Plain.INTS -> "int32[]";
            case Shape.Plain.DOUBLES -> "float64[]";
            case Shape.Plain.DOUBLE_ROWS -> "float64[][]";
            case Shape.Plain.LONG_ROWS -> "int64[][]";
            case Shape.ListOf(Shape element) -> name(element) + "*";
            case Shape.OptionalOf(Shape element) -> name(element) + "?";
            case Shape.Named(Class<?> type) -> tag(type);
        };
    }

    private static String tag(Class<?> type) {
        return Objects.requireNonNull(TAGS.get(type));
    }
}
