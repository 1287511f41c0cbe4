package bouton.dsl.syntax;

import bouton.dsl.source.Span;
import java.util.List;
import java.util.Optional;

/** Declarations of a file. */
public sealed interface Declaration {
    Span span();

    /** The name it declares; for {@code use} its last word. */
    Ident name();

    /** A neuron, synapse or network; {@code base} if it derives from another. */
    record Model(Kind kind, Ident name, Optional<Path> base, List<Item> items, String documentation, Span span)
            implements Declaration {
        public Model {
            items = List.copyOf(items);
        }
    }

    enum Kind {
        NEURON,
        SYNAPSE,
        NETWORK;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record Experiment(Ident name, Path network, List<Item.Annotation> annotations, List<Item> items, Span span)
            implements Declaration {
        public Experiment {
            annotations = List.copyOf(annotations);
            items = List.copyOf(items);
        }

        /** Whether it is annotated so. */
        public boolean is(Purpose purpose) {
            return annotations.stream().anyMatch(a -> a.name().text().equals(purpose.word()));
        }
    }

    /** Annotations of experiments: what they are for. */
    enum Purpose {
        /** Takes long: runs when it is asked for. */
        LONG,
        /** A negative control: one of its requirements must fail. */
        CONTROL;

        /** As written behind the {@code @}. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    record Target(Ident name, Path chip, List<Item> items, Span span) implements Declaration {
        public Target {
            items = List.copyOf(items);
        }
    }

    /** A chip; {@code base} if it derives from another. */
    record Chip(
            Ident name,
            Optional<Path> base,
            List<Clause> clauses,
            List<Circuit> circuits,
            String documentation,
            Span span)
            implements Declaration {
        public Chip {
            clauses = List.copyOf(clauses);
            circuits = List.copyOf(circuits);
        }
    }

    record Data(Ident name, List<Expr> dims, Item.Initial value, Optional<Expr> period, Span span)
            implements Declaration {
        public Data {
            dims = List.copyOf(dims);
        }
    }

    record Function(Ident name, List<Ident> parameters, Expr body, Span span) implements Declaration {
        public Function {
            parameters = List.copyOf(parameters);
        }
    }

    /** {@code use a.b.{c, d}}: path a.b, names c and d; {@code use a.b.c}: path a.b, name c. */
    record Use(List<Ident> path, List<Ident> names, Span span) implements Declaration {
        public Use {
            path = List.copyOf(path);
            names = List.copyOf(names);
        }

        @Override
        public Ident name() {
            return names.getLast();
        }
    }

    /**
     * A neuron that is a program of another language: {@code neuron track = java("demo.Track") { in move[4]: 1 ; … }}.
     *
     * @param of what it is declared as; only a neuron can be foreign
     * @param kind the language's name
     * @param arguments what stands in its parentheses
     */
    record Foreign(Kind of, Ident name, Path kind, List<Expr.Arg> arguments, List<Part> parts, Span span)
            implements Declaration {
        public Foreign {
            arguments = List.copyOf(arguments);
            parts = List.copyOf(parts);
        }

        /** What stands in its braces. */
        public sealed interface Part {
            Span span();

            /** {@code in name[size]: unit} or {@code out name[size]: unit}. */
            record Port(boolean input, Ident name, List<Expr> dims, Optional<UnitSyntax> unit, Span span)
                    implements Part {
                public Port {
                    dims = List.copyOf(dims);
                }
            }

            /** {@code every period}. */
            record Every(Expr period, Span span) implements Part {}

            /** {@code on event name}. */
            record OnEvent(Ident event, Span span) implements Part {}

            /** Anything else. */
            record Other(Span span) implements Part {}
        }
    }

    record Unknown(Ident name, Span span) implements Declaration {}

    /** A declaration that could not be read; it has been reported. */
    record Faulty(Ident name, Span span) implements Declaration {}
}
