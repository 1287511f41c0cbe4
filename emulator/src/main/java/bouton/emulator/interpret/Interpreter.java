package bouton.emulator.interpret;

import static bouton.emulator.interpret.Op.a;
import static bouton.emulator.interpret.Op.b;
import static bouton.emulator.interpret.Op.c;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.UnaryOp;
import bouton.image.math.Functions;

/**
 * Runs a program for the instance that its frame points at: one loop over one switch. HotSpot compiles methods of up to
 * 8000 bytes only, so what is rare is done in methods of its own.
 */
public final class Interpreter {
    private static final BinaryOp[] BINARY = BinaryOp.values();
    private static final UnaryOp[] UNARY = UnaryOp.values();
    private static final long U32 = 0xFFFF_FFFFL;

    private Interpreter() {}

    /** Runs the program once. */
    public static void run(Program program, Frame frame) {
        run(program, frame, 1);
    }

    /** Runs the program for the instance and those behind it in its block, {@code count} in all. */
    public static void run(Program program, Frame frame, int count) {
        final long[] code = program.code;
        final double[] d = program.doubles;
        final long[] l = program.longs;
        final double[][] doubles = frame.doubles;
        int offset = frame.offset;
        int left = count;
        int pc = 0;
        while (true) {
            final long w = code[pc++];
            switch ((int) w & 0x3FF) {
                case Op.END -> {
                    if (--left <= 0) {
                        return;
                    }
                    frame.next();
                    offset++;
                    pc = 0;
                }
                case Op.JUMP -> pc = a(w);
                case Op.JUMP_UNLESS -> {
                    if (l[b(w)] == 0) {
                        pc = a(w);
                    }
                }
                case Op.JUMP_UNLESS_LEARNING -> {
                    if (!frame.learning()) {
                        pc = a(w);
                    }
                }
                case Op.CONST_D -> d[a(w)] = program.doublePool[b(w)];
                case Op.CONST_L -> l[a(w)] = program.longPool[b(w)];

                case Op.LOAD_D -> d[a(w)] = doubles[b(w)][offset];
                case Op.LOAD_I -> l[a(w)] = frame.ints[b(w)][offset];
                case Op.LOAD_U32 -> l[a(w)] = frame.ints[b(w)][offset] & U32;
                case Op.LOAD_L -> l[a(w)] = frame.longs[b(w)][offset];
                case Op.LOAD_PRE_D -> d[a(w)] = frame.pre().getDouble(b(w), frame.preIndex());
                case Op.LOAD_PRE_L -> l[a(w)] = frame.pre().getLong(b(w), frame.preIndex());
                case Op.LOAD_POST_D -> d[a(w)] = frame.post().getDouble(b(w), frame.postIndex());
                case Op.LOAD_POST_L -> l[a(w)] = frame.post().getLong(b(w), frame.postIndex());
                case Op.STORE_D -> doubles[a(w)][offset] = d[b(w)];
                case Op.STORE_I -> frame.ints[a(w)][offset] = (int) program.units[c(w)].fit(l[b(w)]);
                case Op.STORE_L -> frame.longs[a(w)][offset] = program.units[c(w)].fit(l[b(w)]);
                case Op.STORE_PRE_D, Op.STORE_PRE_L, Op.STORE_POST_D, Op.STORE_POST_L -> storeAtEnd(w, program, frame);

                case Op.ADD_D -> d[a(w)] = d[b(w)] + d[c(w)];
                case Op.SUB_D -> d[a(w)] = d[b(w)] - d[c(w)];
                case Op.MUL_D -> d[a(w)] = d[b(w)] * d[c(w)];
                case Op.DIV_D -> d[a(w)] = d[b(w)] / d[c(w)];
                case Op.MIN_D -> d[a(w)] = Math.min(d[b(w)], d[c(w)]);
                case Op.MAX_D -> d[a(w)] = Math.max(d[b(w)], d[c(w)]);
                case Op.MOD_D -> d[a(w)] = Functions.mod(d[b(w)], d[c(w)]);
                case Op.POW_D -> d[a(w)] = Functions.pow(d[b(w)], d[c(w)]);
                case Op.NEG_D -> d[a(w)] = -d[b(w)];
                case Op.ABS_D -> d[a(w)] = Math.abs(d[b(w)]);
                case Op.EXP_D -> d[a(w)] = Functions.exp(d[b(w)]);
                case Op.FUNCTION_D -> d[a(w)] = FloatFunctions.apply(c(w), d[b(w)]);
                case Op.COPY_D -> d[a(w)] = d[b(w)];

                case Op.ADD_L -> l[a(w)] = l[b(w)] + l[c(w)];
                case Op.SUB_L -> l[a(w)] = l[b(w)] - l[c(w)];
                case Op.AND_L -> l[a(w)] = l[b(w)] & l[c(w)];
                case Op.OR_L -> l[a(w)] = l[b(w)] | l[c(w)];
                case Op.XOR_L -> l[a(w)] = l[b(w)] ^ l[c(w)];
                case Op.MIN_L -> l[a(w)] = Math.min(l[b(w)], l[c(w)]);
                case Op.MAX_L -> l[a(w)] = Math.max(l[b(w)], l[c(w)]);
                case Op.NOT_BOOL -> l[a(w)] = l[b(w)] ^ 1;
                case Op.INTEGER_BINARY -> {
                    long second = code[pc++];
                    l[a(w)] = program.units[b(second)].apply(BINARY[a(second)], l[b(w)], l[c(w)]);
                }
                case Op.INTEGER_UNARY -> {
                    long second = code[pc++];
                    l[a(w)] = program.units[b(second)].apply(UNARY[a(second)], l[b(w)]);
                }

                case Op.LT_D -> l[a(w)] = d[b(w)] < d[c(w)] ? 1 : 0;
                case Op.LE_D -> l[a(w)] = d[b(w)] <= d[c(w)] ? 1 : 0;
                case Op.EQ_D -> l[a(w)] = d[b(w)] == d[c(w)] ? 1 : 0;
                case Op.NE_D -> l[a(w)] = d[b(w)] != d[c(w)] ? 1 : 0;
                case Op.LT_L -> l[a(w)] = l[b(w)] < l[c(w)] ? 1 : 0;
                case Op.LE_L -> l[a(w)] = l[b(w)] <= l[c(w)] ? 1 : 0;
                case Op.EQ_L -> l[a(w)] = l[b(w)] == l[c(w)] ? 1 : 0;
                case Op.NE_L -> l[a(w)] = l[b(w)] != l[c(w)] ? 1 : 0;
                case Op.SELECT_D -> {
                    long second = code[pc++];
                    d[a(w)] = l[b(w)] != 0 ? d[c(w)] : d[a(second)];
                }
                case Op.SELECT_L -> {
                    long second = code[pc++];
                    l[a(w)] = l[b(w)] != 0 ? l[c(w)] : l[a(second)];
                }

                case Op.L_TO_D -> d[a(w)] = l[b(w)];
                case Op.D_TO_L -> l[a(w)] = program.units[c(w)].fromDouble(d[b(w)]);
                case Op.L_TO_L -> l[a(w)] = program.units[c(w)].fit(l[b(w)]);
                case Op.D_TO_BOOL -> l[a(w)] = d[b(w)] != 0 ? 1 : 0;
                case Op.L_TO_BOOL -> l[a(w)] = l[b(w)] != 0 ? 1 : 0;

                case Op.CLAMP -> {
                    long second = code[pc++];
                    d[a(w)] = clamp(d[b(w)], d[c(w)], d[a(second)], b(second), frame);
                }
                case Op.TABLE -> {
                    long second = code[pc++];
                    d[a(w)] = program.tables[a(second)].at(l[b(w)], l[c(w)]);
                }
                case Op.DRAW -> d[a(w)] = program.draws[b(w)].draw(d, frame.number(), frame.drawTick());
                case Op.TICK -> l[a(w)] = frame.tick();
                case Op.CLOCK -> l[a(w)] = frame.clock();
                case Op.PAYLOAD -> d[a(w)] = frame.payload();
                case Op.SELF_INDEX -> l[a(w)] = frame.number();
                case Op.PRE_INDEX -> l[a(w)] = frame.preIndex();
                case Op.POST_INDEX -> l[a(w)] = frame.postIndex();
                case Op.ARRIVED -> d[a(w)] = frame.arrived(b(w));
                case Op.PORT_SUM -> d[a(w)] = frame.portSum(b(w));
                case Op.DELIVER -> frame.deliver(a(w), d[b(w)]);
                case Op.EMIT -> frame.emit(a(w), d[b(w)]);
                case Op.EMIT_PLAIN -> frame.emit(a(w), 1);
                case Op.YIELD -> program.yields[a(w)] = d[b(w)];
                case Op.PROPAGATOR -> program.propagators[a(w)].run(d);
                case Op.ADAPTIVE -> program.integrations[a(w)].run(d, frame);
                default -> throw new IllegalStateException("operation " + (w & 0x3FF) + " of " + program.name);
            }
        }
    }

    private static void storeAtEnd(long w, Program program, Frame frame) {
        double[] d = program.doubles;
        long[] l = program.longs;
        switch ((int) w & 0x3FF) {
            case Op.STORE_PRE_D -> frame.pre().setDouble(a(w), frame.preIndex(), d[b(w)]);
            case Op.STORE_PRE_L -> frame.pre().setLong(a(w), frame.preIndex(), program.units[c(w)].fit(l[b(w)]));
            case Op.STORE_POST_D -> frame.post().setDouble(a(w), frame.postIndex(), d[b(w)]);
            default -> frame.post().setLong(a(w), frame.postIndex(), program.units[c(w)].fit(l[b(w)]));
        }
    }

    private static double clamp(double x, double low, double high, int counter, Frame frame) {
        double clamped = Math.min(Math.max(x, low), high);
        // Also true for NaN, which stays NaN and counts.
        if (clamped != x) {
            frame.count(counter);
        }
        return clamped;
    }
}
