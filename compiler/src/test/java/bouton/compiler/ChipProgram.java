package bouton.compiler;

import bouton.compiler.quantise.Interval;
import bouton.compiler.quantise.RangeObserver;
import bouton.compiler.quantise.Site;
import bouton.dsl.check.Bindings;
import bouton.dsl.check.Environment;
import bouton.dsl.check.Frontend;
import bouton.dsl.check.Program;
import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.diagnostic.Diagnostics;
import bouton.dsl.diagnostic.Severity;
import bouton.dsl.diagnostic.TextRenderer;
import bouton.dsl.model.Network;
import bouton.dsl.model.TargetDef;
import bouton.emulator.Emulator;
import bouton.image.net.Image;
import bouton.image.run.Recorder;
import bouton.image.run.RunMonitor;
import bouton.image.run.Session;
import bouton.profiles.Profiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A program whose target names a chip, compiled for that: checked, run in float64 for the ranges of its values, compiled in
 * integers. All its networks are. On a chip that is described bit by bit they are put on its circuits instead.
 *
 * @param compiled the networks without errors
 * @param diagnostics errors and warnings on the way, in the order of the text
 */
record ChipProgram(List<Compiled> compiled, List<Diagnostic> diagnostics) {
    /** Ticks of the run that shows the ranges. */
    static final int TICKS = 200;

    /** Codes that only compiling for a chip can report. */
    static final Set<Code> CODES = EnumSet.of(
            Code.Q103, Code.Q104, Code.Q105, Code.Q106, Code.Q107, Code.Q108, Code.Q110, Code.Q112, Code.Q113,
            Code.Q114, Code.F210, Code.F211, Code.F212, Code.F213, Code.F214, Code.F220, Code.F221, Code.F222,
            Code.F223, Code.F224, Code.F225, Code.F226, Code.F227, Code.F130, Code.F131, Code.F132, Code.F133,
            Code.F134, Code.Q111, Code.F230, Code.F231, Code.F232, Code.F233, Code.F234);

    private static final Recorder NOTHING = new Recorder() {
        @Override
        public void events(int group, int event, long tick, int[] members, int count) {}

        @Override
        public void values(int probe, long ticks, double[] row) {}
    };

    /** The standard library, the profiles, and no files. */
    static final Environment PROFILES = new Environment() {
        @Override
        public Optional<Text> source(String importer, List<String> path) throws IOException {
            String name = String.join("/", path) + ".bouton";
            try (InputStream in = Frontend.class.getResourceAsStream("/bouton/" + name)) {
                return in == null ? Optional.empty() : Optional.of(new Text(name, in.readAllBytes()));
            }
        }

        @Override
        public Optional<Text> chip(String name) throws IOException {
            return Profiles.chip(name).map(bytes -> new Text(name + "/" + Profiles.CHIP, bytes));
        }

        @Override
        public List<String> chips() {
            return Profiles.names();
        }

        @Override
        public Numbers data(String importer, String format, List<String> files) throws IOException {
            throw new IOException("no files can be read here");
        }
    };

    /** @param ticks of the run that shows the ranges; 0: there is none */
    static ChipProgram of(String name, String text, int ticks) {
        Diagnostics diagnostics = new Diagnostics();
        Program program = Frontend.load(name, text.getBytes(StandardCharsets.UTF_8), PROFILES, diagnostics);
        TargetDef target = program.target("", diagnostics);
        program.check(target, new Bindings(), diagnostics);
        List<Compiled> compiled = new ArrayList<>();
        if (!diagnostics.hasErrors()) {
            Compiler.chips(program, target, diagnostics);
        }
        if (!diagnostics.hasErrors()) {
            for (String network : program.networkNames()) {
                compile(program, network, target, ticks, diagnostics).ifPresent(compiled::add);
            }
        }
        List<Diagnostic> said = diagnostics.sorted().stream()
                .filter(d -> d.severity() != Severity.NOTE)
                .toList();
        return new ChipProgram(List.copyOf(compiled), said);
    }

    private static Optional<Compiled> compile(
            Program program, String name, TargetDef target, int ticks, Diagnostics diagnostics) {
        Program.Data data = program.data(target, new Bindings(), new Diagnostics());
        Network network = program.network(name, target, new Bindings(), Set.of(), data, new Diagnostics());
        if (network == null) {
            return Optional.empty();
        }
        Compiled ideal = Compiler.compile(network, target, diagnostics);
        if (ideal != null && Compiler.isMachine(target)) {
            try (Session session = new Emulator().open(ideal.image(), NOTHING)) {
                return Optional.ofNullable(Compiler.lower(ideal, session, diagnostics));
            }
        }
        return ideal == null
                ? Optional.empty()
                : Optional.ofNullable(
                        Compiler.compileIntegers(network, target, ranges(ideal.image(), ticks), diagnostics));
    }

    private static Map<Site, Interval> ranges(Image image, int ticks) {
        if (ticks == 0) {
            return new TreeMap<>();
        }
        RangeObserver observer = new RangeObserver(image);
        try (Session session = new Emulator().open(image, NOTHING)) {
            observer.look(session);
            for (int t = 0; t < ticks; t++) {
                session.run(1, RunMonitor.NONE);
                observer.look(session);
            }
        }
        return observer.ranges();
    }

    Set<Code> codes() {
        Set<Code> codes = EnumSet.noneOf(Code.class);
        diagnostics.forEach(d -> codes.add(d.code()));
        return codes;
    }

    String rendered() {
        return new TextRenderer(false).render(diagnostics);
    }
}
