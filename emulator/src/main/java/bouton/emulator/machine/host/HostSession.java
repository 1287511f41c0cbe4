package bouton.emulator.machine.host;

import bouton.emulator.engine.EmulatorSession;
import bouton.emulator.engine.Execution;
import bouton.emulator.machine.AerReceiver;
import bouton.emulator.machine.EventMachine;
import bouton.emulator.machine.MachineObserver;
import bouton.emulator.machine.MachineState;
import bouton.emulator.machine.Mode;
import bouton.emulator.machine.Waveform;
import bouton.image.ir.Kernel;
import bouton.image.machine.Program;
import bouton.image.net.Image;
import bouton.image.net.Population;
import bouton.image.net.Probe;
import bouton.image.net.Scope;
import bouton.image.run.ForeignNeurons;
import bouton.image.run.ForwardingSession;
import bouton.image.run.MachineFault;
import bouton.image.run.MachineReport;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.StateSink;
import bouton.image.run.StateSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network on a chip that works off events. Stimuli and all that a host can name are kept by a session of the image without its
 * handlers; what neurons and synapses do is done by the chip. A tick is a span of the chip's clock: at its start the host begins to
 * send what the stimuli have for it, then what it sends every so often. What the chip has not worked off at the tick's end goes on
 * in the next.
 */
public final class HostSession extends ForwardingSession {
    private static final long MONITOR_INTERVAL = 50_000_000;

    /** Without a clock a tick lasts until nothing happens any more; a network that never comes to rest ends here. */
    private static final long MOST_CYCLES = 1L << 32;

    private final Image image;
    private final Program program;
    private final Recorder recorder;
    private final Stimuli stimuli;
    private final MachineState state;
    private final HostSender sender = new HostSender();
    private final Spikes spikes;
    private final EventMachine machine;
    private final Mirror mirror;
    private boolean stale;
    private boolean started;
    private long late;

    /**
     * Loads a program.
     *
     * @param image with a program
     * @param waveform sees the cycles that it wants, which are run one by one; null for nobody
     * @throws IllegalArgumentException if the network cannot be built
     */
    public HostSession(
            Image image, Recorder recorder, ForeignNeurons neurons, Execution execution, @Nullable Waveform waveform) {
        this(image, recorder, new Stimuli(image, recorder), neurons, execution, waveform);
    }

    private HostSession(
            Image image,
            Recorder recorder,
            Stimuli stimuli,
            ForeignNeurons neurons,
            Execution execution,
            @Nullable Waveform waveform) {
        super(new EmulatorSession(image.still(), stimuli, neurons, execution));
        this.image = image;
        this.program = image.program().orElseThrow();
        this.recorder = recorder;
        this.stimuli = stimuli;
        this.state = new MachineState(program.machine());
        load();
        this.spikes = new Spikes(image, program);
        this.machine = new EventMachine(program.machine(), state, sender, AerReceiver.delayed(0, 0), spikes, Mode.FAST);
        if (waveform != null) {
            machine.observe(waveform, waveform.from(), waveform.to());
        }
        this.mirror = new Mirror(program, state, inner());
    }

    private void load() {
        for (int r = 0; r < program.registers().length; r++) {
            for (int i = 0; i < program.registers()[r].length; i++) {
                state.setRegister(r, i, program.registers()[r][i]);
            }
        }
        for (int m = 0; m < program.memories().length; m++) {
            long[] words = program.memories()[m];
            for (int i = 0; i < words.length / 2; i++) {
                state.setWord(m, i, words[2 * i], words[2 * i + 1]);
            }
        }
    }

    @Override
    public Image image() {
        return image;
    }

    @Override
    public long run(long ticks, RunMonitor monitor, TickCheck check) {
        spikes.clear();
        stimuli.clear();
        return proceed(ticks, monitor, check);
    }

    @Override
    public long proceed(long ticks, RunMonitor monitor, TickCheck check) {
        if (!started && ticks > 0) {
            started = true;
            observe(0);
        }
        long asked = System.nanoTime();
        for (long done = 0; done < ticks; ) {
            oneTick();
            done++;
            if (!check.goesOn(done)) {
                return done;
            }
            long now = System.nanoTime();
            if (now - asked >= MONITOR_INTERVAL) {
                asked = now;
                if (!monitor.progress(done)) {
                    return done;
                }
            }
        }
        return Math.max(ticks, 0);
    }

    private void oneTick() {
        long tick = inner().tick();
        stimuli.begin();
        inner().proceed(1, RunMonitor.NONE, TickCheck.NONE);
        sender.at(Math.max(machine.now(), tick * program.cycles()));
        for (Program.Source source : program.sources()) {
            stimuli.each(source.group(), member -> {
                for (long address : source.addresses()[member]) {
                    sender.add(address);
                }
            });
        }
        for (Program.Period period : program.periods()) {
            if ((tick + 1) % period.ticks() == 0) {
                sender.add(period.address());
            }
        }
        if (program.cycles() > 0) {
            machine.runTo((tick + 1) * program.cycles());
            late += sender.left();
        } else if (exhausts()) {
            throw new MachineFault(
                    "tick %d: the chip does not come to rest: its neurons keep each other firing".formatted(tick));
        }
        stale = true;
        spikes.end(tick, recorder);
        observe(tick + 1);
    }

    /** Runs until nothing happens; whether that takes too long. */
    private boolean exhausts() {
        long limit = machine.now() + MOST_CYCLES;
        return machine.runUntilIdle(limit) >= limit;
    }

    private void observe(long ticks) {
        for (int p = 0; p < image.probes().size(); p++) {
            if (image.probes().get(p) instanceof Probe.Values values && ticks % values.period() == 0) {
                double[] all = evaluate(values.reader().scope(), values.reader().kernel());
                recorder.values(p, ticks, chosen(all, values.members()));
            }
        }
    }

    private static double[] chosen(double[] all, List<Integer> members) {
        return members.isEmpty()
                ? all
                : members.stream().mapToDouble(m -> all[m]).toArray();
    }

    private void refresh() {
        if (stale) {
            mirror.read();
            stale = false;
        }
    }

    private void send(Scope scope) {
        Optional<String> cannot = mirror.write(scope);
        if (cannot.isPresent()) {
            throw new MachineFault("tick %d: %s".formatted(inner().tick(), cannot.get()));
        }
    }

    @Override
    public double[] evaluate(Scope scope, Kernel kernel) {
        refresh();
        return super.evaluate(scope, kernel);
    }

    @Override
    public void apply(Scope scope, Kernel kernel, double[] payload) {
        refresh();
        super.apply(scope, kernel, payload);
        send(scope);
    }

    @Override
    public void reset(Scope scope, List<Integer> fields) {
        refresh();
        super.reset(scope, fields);
        send(scope);
    }

    @Override
    public void learning(Scope scope, boolean on) {
        super.learning(scope, on);
        mirror.learning(scope, on);
    }

    @Override
    public long[] counts(int group, int event) {
        return image.groups().get(group) instanceof Population
                ? spikes.counts(group)
                : stimuli.counts(group, image.groups().get(group).size());
    }

    @Override
    public Optional<MachineReport> machine() {
        return Optional.of(new MachineReport(
                program.machine().name(),
                machine.now(),
                machine.counts().busy(),
                machine.counts().states(),
                spikes.fired(),
                spikes.dropped(),
                late));
    }

    @Override
    public Optional<String> whyNotSaved() {
        return Optional.of("a chip that is emulated bit by bit is not saved while it may be working an event off");
    }

    @Override
    public void save(StateSink out) {
        throw new UnsupportedOperationException(whyNotSaved().orElseThrow());
    }

    @Override
    public void restore(StateSource in) {
        throw new UnsupportedOperationException(whyNotSaved().orElseThrow());
    }

    /** Hears the events of neurons. */
    private static final class Spikes implements MachineObserver {
        private final Image image;
        private final Program program;
        private final long[][] counts;
        private final int[][] now;
        private final int[] count;
        private long fired;
        private long dropped;

        Spikes(Image image, Program program) {
            this.image = image;
            this.program = program;
            counts = image.groups().stream().map(g -> new long[g.size()]).toArray(long[][]::new);
            now = image.groups().stream().map(g -> new int[g.size()]).toArray(int[][]::new);
            count = new int[counts.length];
        }

        @Override
        public void spike(long cycle, long[] arguments) {
            fired++;
            for (Program.Residents r : program.residents()) {
                long member = arguments[0] - r.first();
                if (member >= 0 && member < image.groups().get(r.group()).size()) {
                    counts[r.group()][(int) member]++;
                    if (count[r.group()] == now[r.group()].length) {
                        now[r.group()] = Arrays.copyOf(now[r.group()], 2 * count[r.group()]);
                    }
                    now[r.group()][count[r.group()]++] = (int) member;
                }
            }
        }

        @Override
        public void dropped(long cycle) {
            dropped++;
        }

        /** The events of a tick, members ascending. */
        void end(long tick, Recorder recorder) {
            for (Program.Residents r : program.residents()) {
                int g = r.group();
                if (count[g] > 0 && recorder.wants(g, r.event())) {
                    Arrays.sort(now[g], 0, count[g]);
                    recorder.events(g, r.event(), tick, now[g], count[g]);
                }
                count[g] = 0;
            }
        }

        long[] counts(int group) {
            return counts[group].clone();
        }

        void clear() {
            for (long[] group : counts) {
                Arrays.fill(group, 0);
            }
        }

        long fired() {
            return fired;
        }

        long dropped() {
            return dropped;
        }
    }
}
