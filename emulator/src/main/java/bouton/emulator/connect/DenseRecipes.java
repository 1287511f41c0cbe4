package bouton.emulator.connect;

/** Recipes without chance. */
final class DenseRecipes {
    private DenseRecipes() {}

    static RowRecipe oneToOne(Recipes.Ends ends) {
        if (ends.sources() != ends.targets()) {
            throw ends.refuse("one_to_one from " + ends.sources() + " sources to " + ends.targets() + " targets");
        }
        return new RowRecipe() {
            @Override
            public long room(int from, int to) {
                return (long) to - from;
            }

            @Override
            public Maker maker() {
                return (source, row) -> row.targets(1)[0] = source;
            }
        };
    }

    static RowRecipe allToAll(Recipes.Ends ends, boolean self) {
        int count = ends.candidates(self);
        boolean skip = ends.excludes(self);
        ends.size((long) ends.sources() * count);
        return new RowRecipe() {
            @Override
            public long room(int from, int to) {
                return (long) count * (to - from);
            }

            @Override
            public Maker maker() {
                return (source, row) -> {
                    int[] targets = row.targets(count);
                    for (int k = 0; k < count; k++) {
                        targets[k] = skip && k >= source ? k + 1 : k;
                    }
                };
            }
        };
    }
}
