package bouton.dsl.check;

import bouton.dsl.diagnostic.Code;
import bouton.dsl.diagnostic.Diagnostic;
import bouton.dsl.source.Span;
import bouton.dsl.syntax.Expr;
import bouton.dsl.syntax.Ident;
import bouton.dsl.syntax.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Statements in which arrays may stand, as statements of their members. All of a right side is read before anything is stored. */
final class ArrayBodies {
    /** `let`s among the items: they may read any state, so a value that names one is kept before members change. */
    private final Set<String> lets;

    private int kept;

    ArrayBodies(Set<String> lets) {
        this.lets = lets;
    }

    List<Item> body(List<Item> items, ArrayNames names, int member, int size) {
        List<Item> result = new ArrayList<>();
        for (Item item : items) {
            result.addAll(statement(item, names, new ArrayExpressions(names, member, size), member, size));
        }
        return result;
    }

    private List<Item> statement(Item item, ArrayNames names, ArrayExpressions here, int member, int size) {
        return switch (item) {
            case Item.Assign a -> assign(a, names, here);
            case Item.Let l -> let(l, names, here);
            case Item.After a ->
                List.of(new Item.After(here.expr(a.time()), body(a.body(), names.inner(), member, size), a.span()));
            case Item.If i ->
                List.of(new Item.If(
                        here.expr(i.condition()),
                        body(i.then(), names.inner(), member, size),
                        body(i.otherwise(), names.inner(), member, size),
                        i.span()));
            default -> List.of(here.item(item));
        };
    }

    private List<Item> let(Item.Let l, ArrayNames names, ArrayExpressions here) {
        String name = l.name().text();
        if (names.size(name) > 0) {
            names.diagnostics().add(Diagnostic.of(Code.N002, l.name().span(), "`" + name + "` is in use already"));
            return List.of();
        }
        int n = here.isMember() ? 0 : here.members(l.value());
        List<Item> result = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            Ident one = new Ident(NestedNames.member(name, k), l.name().span());
            result.add(new Item.Let(one, here.of(k, n).expr(l.value()), l.span()));
        }
        if (n == 0) {
            result.add(new Item.Let(l.name(), here.expr(l.value()), l.span()));
        }
        names.declare(name, n);
        return result;
    }

    private List<Item> assign(Item.Assign a, ArrayNames names, ArrayExpressions here) {
        if (a.target() instanceof Expr.Name n && names.size(n.text()) > 0 && !here.isMember()) {
            return whole(a, n.text(), names.size(n.text()), here);
        }
        if (a.target() instanceof Expr.Index i && i.of() instanceof Expr.Name n && names.size(n.text()) > 0) {
            Optional<Expr> at = here.place(i);
            return at.isEmpty() ? List.of() : element(a, n.text(), at.get(), names, here);
        }
        return List.of(here.item(a));
    }

    /** {@code q = e}: members whose new value reads other members, or may read them, are computed before any is stored. */
    private List<Item> whole(Item.Assign a, String array, int n, ArrayExpressions here) {
        List<Item> before = new ArrayList<>();
        List<Item> stores = new ArrayList<>();
        for (int k = 0; k < n; k++) {
            String own = NestedNames.member(array, k);
            Expr value = here.of(k, n).expr(a.value());
            if (readsOthers(value, array, own)) {
                Ident name = new Ident(own + "'" + kept++, a.value().span());
                before.add(new Item.Let(name, value, a.span()));
                value = new Expr.Name(name.text(), a.value().span());
            }
            stores.add(new Item.Assign(new Expr.Name(own, a.target().span()), a.operator(), value, a.span()));
        }
        before.addAll(stores);
        return before;
    }

    private boolean readsOthers(Expr expr, String array, String own) {
        return switch (expr) {
            case Expr.Name n ->
                !n.text().equals(own) && (n.text().equals(array) || n.text().startsWith(array + "["))
                        || lets.contains(n.text())
                        || lets.contains(n.text().replaceAll("\\[\\d+]$", ""));
            case Expr.Member m -> readsOthers(m.of(), array, own);
            case Expr.Index i ->
                readsOthers(i.of(), array, own) || i.at().stream().anyMatch(x -> readsOthers(x.value(), array, own));
            case Expr.Call c -> c.arguments().stream().anyMatch(x -> readsOthers(x.value(), array, own));
            case Expr.Unary u -> readsOthers(u.operand(), array, own);
            case Expr.Binary b -> readsOthers(b.left(), array, own) || readsOthers(b.right(), array, own);
            case Expr.Conditional c ->
                List.of(c.condition(), c.then(), c.otherwise()).stream().anyMatch(x -> readsOthers(x, array, own));
            default -> false;
        };
    }

    /** {@code q[i] = e}: the member is known, or looked for by halving. */
    private List<Item> element(Item.Assign a, String array, Expr at, ArrayNames names, ArrayExpressions here) {
        Expr value = here.expr(a.value());
        if (names.isConstant(at)) {
            int chosen = here.constant(array, at);
            return chosen < 0 ? List.of() : List.of(store(a, array, chosen, value));
        }
        Ident place = new Ident(array + "[]'" + kept++, at.span());
        Expr index = new ArrayExpressions(names, -1, 0).expr(at);
        return List.of(
                new Item.Let(place, index, a.span()),
                choose(a, array, value, new Expr.Name(place.text(), at.span()), 0, names.size(array) - 1));
    }

    private static Item choose(Item.Assign a, String array, Expr value, Expr place, int first, int last) {
        if (first == last) {
            return store(a, array, first, value);
        }
        int middle = (first + last + 1) / 2;
        Span span = place.span();
        Expr below = new Expr.Binary(
                Expr.BinaryOperator.LESS,
                place,
                new Expr.Number(Integer.toString(middle), Optional.empty(), span),
                span);
        return new Item.If(
                below,
                List.of(choose(a, array, value, place, first, middle - 1)),
                List.of(choose(a, array, value, place, middle, last)),
                a.span());
    }

    private static Item store(Item.Assign a, String array, int member, Expr value) {
        Expr target =
                new Expr.Name(NestedNames.member(array, member), a.target().span());
        return new Item.Assign(target, a.operator(), value, a.span());
    }
}
