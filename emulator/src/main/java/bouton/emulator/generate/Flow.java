package bouton.emulator.generate;

import bouton.image.ir.BinaryOp;
import bouton.image.ir.CompareOp;
import bouton.image.ir.UnaryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A kernel as a graph of values without branches: what each word becomes, as an expression of what the words were. Equal
 * values are one node; conditions choose between values.
 */
final class Flow {
    private final List<Node> nodes = new ArrayList<>();
    private final Map<Node, Integer> numbers = new HashMap<>();
    // Where in the user's text each node was first asked for.
    private final List<Integer> places = new ArrayList<>();
    private int place = -1;

    /** What follows stands there in the user's text. */
    void at(int origin) {
        place = origin;
    }

    /** Index of the place in the user's text, or -1. */
    int placeOf(int number) {
        return places.get(number);
    }

    int add(Node node) {
        Integer known = numbers.get(node);
        if (known != null) {
            return known;
        }
        nodes.add(node);
        places.add(place);
        numbers.put(node, nodes.size() - 1);
        return nodes.size() - 1;
    }

    Node node(int number) {
        return nodes.get(number);
    }

    int size() {
        return nodes.size();
    }

    int real(double value) {
        return add(new Node.Real(Double.doubleToRawLongBits(value)));
    }

    int truth(boolean holds) {
        return add(new Node.Truth(holds));
    }

    int binary(BinaryOp op, int a, int b) {
        return add(new Node.Binary(op, a, b));
    }

    int unary(UnaryOp op, int a) {
        return add(new Node.Unary(op, a));
    }

    int compare(CompareOp op, int a, int b) {
        if (node(a) instanceof Node.Real x && node(b) instanceof Node.Real y) {
            double left = Double.longBitsToDouble(x.bits());
            double right = Double.longBitsToDouble(y.bits());
            return truth(
                    switch (op) {
                        case LT -> left < right;
                        case LE -> left <= right;
                        case EQ -> left == right;
                        case NE -> left != right;
                        case GT -> left > right;
                        case GE -> left >= right;
                    });
        }
        return add(new Node.Compare(op, a, b));
    }

    int not(int a) {
        return switch (node(a)) {
            case Node.Truth t -> truth(!t.holds());
            case Node.Not n -> n.a();
            default -> add(new Node.Not(a));
        };
    }

    int and(int a, int b) {
        if (node(a) instanceof Node.Truth t) {
            return t.holds() ? b : a;
        }
        if (node(b) instanceof Node.Truth t) {
            return t.holds() ? a : b;
        }
        return a == b ? a : add(new Node.And(a, b));
    }

    int or(int a, int b) {
        return not(and(not(a), not(b)));
    }

    /** condition ? a : b, with a single comparison as the condition of each choice. */
    int choose(int condition, int a, int b) {
        if (a == b) {
            return a;
        }
        return switch (node(condition)) {
            case Node.Truth t -> t.holds() ? a : b;
            case Node.Not n -> choose(n.a(), b, a);
            case Node.And n -> choose(n.a(), choose(n.b(), a, b), b);
            default -> add(new Node.Choice(condition, a, b));
        };
    }
}
