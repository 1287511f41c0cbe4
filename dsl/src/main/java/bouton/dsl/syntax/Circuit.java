package bouton.dsl.syntax;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Optional;

/** What a chip does bit by bit, as written. Statements are items, as everywhere. */
public sealed interface Circuit {
    Ident name();

    Span span();

    /** The word it begins with. */
    String word();

    /** What tells it from others of its chip: where a chip derives from another, the same key replaces. */
    default String key() {
        return word() + " " + name().text();
    }

    /** A parameter and the name of its type. */
    record Parameter(Ident name, Ident type) {}

    /**
     * {@code kernel name(a: u3) on N[n] when model == 1 { … }}: what happens in one cycle.
     *
     * @param on the word of memory whose fields it names
     * @param when which layout that word has
     */
    record Kernel(
            Ident name, List<Parameter> parameters, Optional<Expr> on, Optional<Expr> when, List<Item> body, Span span)
            implements Circuit {
        public Kernel {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        @Override
        public String word() {
            return "kernel";
        }

        @Override
        public String key() {
            return word() + " " + name.text()
                    + when.map(w -> " when " + w.span().text()).orElse("");
        }
    }

    /** {@code operation name(a: u8) in STATE { … }}: what the controller does, cycle by cycle. */
    record Operation(Ident name, List<Parameter> parameters, Optional<Ident> state, List<Item> body, Span span)
            implements Circuit {
        public Operation {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        @Override
        public String word() {
            return "operation";
        }
    }

    /** {@code decode request(a: u17) { … }}: which operation something asks for. */
    record Decoder(Ident name, List<Parameter> parameters, List<Item> body, Span span) implements Circuit {
        public Decoder {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        @Override
        public String word() {
            return "decode";
        }
    }

    /** {@code function name(a, b) = e}: put in where it is called. */
    record Function(Ident name, List<Ident> parameters, Expr body, Span span) implements Circuit {
        public Function {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String word() {
            return "function";
        }
    }

    /**
     * {@code lower neuron with synapse -> kernel when model == 1 { … }}: how models are set up on this chip.
     *
     * @param model the neuron; or a synapse that learns nothing, alone
     * @param synapse the rule of the synapses onto the neuron
     * @param kernel the circuit of the neuron, whose word's fields are named by themselves
     * @param when its layout
     */
    record Lowering(
            Path model,
            Optional<Path> synapse,
            Optional<Ident> kernel,
            Optional<Expr> when,
            List<Item> items,
            Span span)
            implements Circuit {
        public Lowering {
            items = List.copyOf(items);
        }

        @Override
        public Ident name() {
            return model.last();
        }

        @Override
        public String word() {
            return "lower";
        }

        @Override
        public String key() {
            return word() + " " + model.text()
                    + synapse.map(s -> " with " + s.text()).orElse("");
        }
    }
}
