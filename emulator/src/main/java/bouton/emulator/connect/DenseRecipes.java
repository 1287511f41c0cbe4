package bouton.emulator.connect;

/** Recipes without chance. */
final class DenseRecipes {
    private DenseRecipes() {}

    static Wiring oneToOne(Recipes.Ends ends) {
        int n = ends.sources();
        if (n != ends.targets()) {
            throw ends.refuse("one_to_one from " + n + " sources to " + ends.targets() + " targets");
        }
        int[] rowStart = new int[n + 1];
        int[] target = new int[n];
        for (int i = 0; i < n; i++) {
            rowStart[i + 1] = i + 1;
            target[i] = i;
        }
        return new Wiring(rowStart, target, null);
    }

    static Wiring allToAll(Recipes.Ends ends, boolean self) {
        int row = ends.candidates(self);
        boolean skip = ends.excludes(self);
        int[] target = new int[ends.size((long) ends.sources() * row)];
        int[] rowStart = new int[ends.sources() + 1];
        int position = 0;
        for (int s = 0; s < ends.sources(); s++) {
            for (int k = 0; k < row; k++) {
                target[position++] = skip && k >= s ? k + 1 : k;
            }
            rowStart[s + 1] = position;
        }
        return new Wiring(rowStart, target, null);
    }
}
