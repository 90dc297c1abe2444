package dev.comm.master.machine.work;

import dev.comm.api.Departure;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.RankText;
import dev.comm.master.machine.work.AbleNodes.Narrowing;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The sentence about a batch with tasks that no living node can take. The cure comes first, then the reason. */
final class ShortageText {
    private static final int NAMES_MAX = 10;
    private static final int NAME_LENGTH_MAX = 60;
    private static final long MILLI = 1_000_000L;

    private final BatchSpec spec;
    private final String tasks;
    private final Narrowing nodes;
    private final long now;

    /**
     * Creates a sentence.
     *
     * @param count the number of tasks that wait
     */
    ShortageText(BatchSpec spec, int count, Narrowing nodes, long now) {
        this.spec = spec;
        this.tasks = count + (count == 1 ? " task" : " tasks");
        this.nodes = nodes;
        this.now = now;
    }

    /**
     * Returns the sentence.
     *
     * @param last the last departure of the run, or null
     */
    String sentence(Departure last) {
        if (nodes.living().isEmpty()) {
            return nobody(last);
        }
        return reason(last) + (nodes.expected().isEmpty() || nodes.attending().isEmpty() ? "" : expected());
    }

    private String reason(Departure last) {
        if (nodes.ranked().isEmpty()) {
            return noRank(last);
        } else if (nodes.labelled().isEmpty()) {
            return noLabel();
        } else if (nodes.attending().isEmpty()) {
            return nodes.expected().isEmpty() ? leaving(nodes.labelled()) : notServing();
        } else if (nodes.skilled().isEmpty()) {
            return noHandler();
        } else if (nodes.staying().isEmpty()) {
            return leaving(nodes.skilled());
        } else if (nodes.lasting().isEmpty()) {
            return tooShort();
        }
        return stuck();
    }

    private String nobody(Departure last) {
        return last == null
                ? "start a compute node: no node has joined that can take " + ofHandler()
                : "see why " + gone(last) + ", or start a compute node: no node is left that can take " + ofHandler();
    }

    private String noRank(Departure last) {
        boolean known = last != null && last.rank() == spec.rank();
        return (known ? "see why " + gone(last) + ", start it again, " : "start rank " + spec.rank() + " ")
                + "or do not bind the tasks to a rank: rank " + spec.rank() + " does not live, and " + ofHandler()
                + " may run only there";
    }

    private String noLabel() {
        Collection<String> present = nodes.ranked().stream()
                .flatMap(node -> node.facts().labels().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return "give a node the label '" + cut(spec.label()) + "' (setting labels): no living node has it for "
                + ofHandler() + "; labels: " + names(present);
    }

    private String notServing() {
        return "call handleRequests on " + ranks(nodes.expected()) + ": no node serves requests yet, and " + ofHandler()
                + " wait";
    }

    private String noHandler() {
        Collection<String> served = nodes.attending().stream()
                .flatMap(node -> node.handlers().stream())
                .filter(handler -> !handler.equals(spec.handler()))
                .collect(Collectors.toCollection(TreeSet::new));
        return "check the handler's name: " + anyNode() + " serves '" + cut(spec.handler()) + "' for " + tasks
                + "; served: " + names(served);
    }

    private String anyNode() {
        String labelled = spec.label().isEmpty() ? "" : " with the label '" + cut(spec.label()) + "'";
        return "no node" + (spec.rank() < 0 ? "" : " of rank " + spec.rank()) + labelled;
    }

    private String leaving(List<Node> leaving) {
        return "start another compute node: " + ranks(leaving) + (leaving.size() == 1 ? " takes" : " take")
                + " no new work before leaving, and " + ofHandler() + " wait";
    }

    private String tooShort() {
        Node longest = nodes.staying().get(0);
        for (Node node : nodes.staying()) {
            longest = node.remainingNanos(now) > longest.remainingNanos(now) ? node : longest;
        }
        return "lower the estimate, or start a node with a longer live.time: " + ofHandler() + " take "
                + length(spec.estimateNanos()) + " each, and no node lives that long; rank " + longest.rank() + " has "
                + length(longest.remainingNanos(now)) + " left";
    }

    private String stuck() {
        return "make the handlers end when they are cancelled: every slot of " + ranks(nodes.lasting())
                + " runs a task past its timeout, and " + ofHandler() + " wait";
    }

    private String expected() {
        List<Node> idle = nodes.expected();
        return "; " + ranks(idle) + (idle.size() == 1 ? " does" : " do") + " not serve yet";
    }

    private String ofHandler() {
        return tasks + " of '" + cut(spec.handler()) + "'";
    }

    private static String gone(Departure last) {
        String detail = last.detail().isEmpty() ? "" : ", " + last.detail();
        return "rank " + last.rank() + " departed (" + last.cause() + detail + ")";
    }

    private static String ranks(List<Node> nodes) {
        return RankText.sentence(nodes.stream().map(Node::rank).toList());
    }

    private static String names(Collection<String> all) {
        String some =
                all.stream().limit(NAMES_MAX).map(name -> "'" + cut(name) + "'").collect(Collectors.joining(", "));
        String more = all.size() <= NAMES_MAX ? "" : " and " + (all.size() - NAMES_MAX) + " more";
        return all.isEmpty() ? "none" : some + more;
    }

    private static String cut(String name) {
        return name.length() <= NAME_LENGTH_MAX ? name : name.substring(0, NAME_LENGTH_MAX) + "…";
    }

    /** Formats a duration, in seconds from one second on. */
    static String length(long nanos) {
        long millis = nanos / MILLI;
        return millis >= 1_000 ? millis / 1_000 + " s" : millis + " ms";
    }
}
