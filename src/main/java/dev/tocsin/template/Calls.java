package dev.tocsin.template;

import java.util.List;
import java.util.Set;

/** The names that a body calls with {@code {{template}}}. */
final class Calls {
    private Calls() {}

    static void in(List<Node> nodes, Set<String> found) {
        nodes.forEach(node -> in(node, found));
    }

    private static void in(Node node, Set<String> found) {
        switch (node) {
            case Node.Call call -> found.add(call.name());
            case Node.If conditional -> both(conditional.then(), conditional.otherwise(), found);
            case Node.With with -> both(with.then(), with.otherwise(), found);
            case Node.Range range -> both(range.each(), range.otherwise(), found);
            case Node.Text text -> {}
            case Node.Action action -> {}
            case Node.Break done -> {}
            case Node.Continue next -> {}
        }
    }

    private static void both(List<Node> one, List<Node> other, Set<String> found) {
        in(one, found);
        in(other, found);
    }
}
