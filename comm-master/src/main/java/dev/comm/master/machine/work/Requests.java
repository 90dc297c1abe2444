package dev.comm.master.machine.work;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.WaitAlarm;
import dev.comm.core.machine.WaitRow;
import dev.comm.master.machine.membership.LivingNodes;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.RankText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The open requests, each with one outcome for each receiver. A node that does not serve yet receives the request when
 * it begins to serve.
 */
final class Requests implements WaitRow<MasterStep> {
    private static final Comparator<RequestEnd> BY_RANK = Comparator.comparingInt(RequestEnd::rank);

    private final LivingNodes nodes;
    private final ServingNodes serving;
    private final TreeSet<Asked> open = new TreeSet<>();
    private final Map<Integer, Map<Long, Leg>> byRank = new TreeMap<>();
    private WaitAlarm alarm = new WaitAlarm(Nanos.NEVER);

    Requests(LivingNodes nodes, ServingNodes serving) {
        this.nodes = nodes;
        this.serving = serving;
    }

    /** A request and its outcomes so far. */
    private static final class Asked implements Comparable<Asked> {
        private final int serial;
        private final RequestCall call;
        private final long sinceNanos;
        private final long deadlineNanos;
        private final List<Leg> legs = new ArrayList<>();
        private final List<RequestEnd> ends = new ArrayList<>();

        Asked(int serial, RequestCall call, long now) {
            this.serial = serial;
            this.call = call;
            this.sinceNanos = now;
            this.deadlineNanos = Nanos.after(now, call.timeoutNanos());
        }

        @Override
        public int compareTo(Asked other) {
            int byTime = Long.compare(deadlineNanos, other.deadlineNanos);
            return byTime != 0 ? byTime : Integer.compare(serial, other.serial);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return serial;
        }
    }

    /** The part of a request at one node. */
    private static final class Leg {
        private final Asked asked;
        private final Node node;
        private final long id;
        private int attempt;
        private boolean sent;
        private boolean ended;

        Leg(Asked asked, Node node) {
            this.asked = asked;
            this.node = node;
            this.id = MasterWork.id(asked.serial, node.rank());
        }
    }

    void ask(int serial, RequestCall call, long now, Outbox out) {
        Asked asked = new Asked(serial, call, now);
        for (Node node : asked(call)) {
            asked.legs.add(new Leg(asked, node));
        }
        if (asked.legs.isEmpty()) {
            out.complete(call, nobody(call));
            return;
        }
        open.add(asked);
        alarm.beginOneOfMany(now);
        for (Leg leg : asked.legs) {
            byRank.computeIfAbsent(leg.node.rank(), rank -> new LinkedHashMap<>())
                    .put(leg.id, leg);
            send(leg, now, out);
        }
    }

    private List<Node> asked(RequestCall call) {
        if (call.rank() == RequestCall.ALL) {
            return List.copyOf(nodes.members());
        }
        Node node = nodes.member(call.rank());
        return node == null || node.incarnation() != call.incarnation() ? List.of() : List.of(node);
    }

    private static List<RequestEnd> nobody(RequestCall call) {
        return call.rank() == RequestCall.ALL
                ? List.of()
                : List.of(new RequestEnd(call.rank(), RequestEnd.Kind.GONE, Value.NONE, null));
    }

    private void send(Leg leg, long now, Outbox out) {
        RequestCall call = leg.asked.call;
        if (!leg.node.isServing()) {
            return;
        }
        if (!leg.node.handlers().contains(call.handler())) {
            forget(leg);
            end(leg, RequestEnd.Kind.UNKNOWN, Value.NONE, null, out);
            return;
        }
        leg.attempt++;
        leg.sent = true;
        serving.of(leg.node).requested(1);
        long timeout = Math.max(0, Nanos.until(now, leg.asked.deadlineNanos));
        Value input = leg.node.facts().readable(call.input());
        out.send(
                leg.node.endpoint(),
                new WorkCommand.Request(leg.id, leg.attempt, call.handler(), false, timeout, input.content()),
                input.payload(),
                null);
    }

    /** Sends the waiting requests to a node that begins to serve. */
    void serving(Node node, long now, Outbox out) {
        for (Leg leg : legs(node)) {
            if (!leg.sent && !leg.ended) {
                send(leg, now, out);
            }
        }
    }

    private List<Leg> legs(Node node) {
        Map<Long, Leg> legs = byRank.get(node.rank());
        return legs == null ? List.of() : new ArrayList<>(legs.values());
    }

    /** Handles a result. Returns false if the result does not belong to a request. */
    boolean answered(Node node, WorkCommand.Result result, Payload payload, Outbox out) {
        Leg leg = find(node, result);
        if (leg == null) {
            return false;
        }
        leg.sent = false;
        serving.of(node).requested(-1);
        if (leg.ended) {
            forget(leg);
            Value.free(payload, out);
        } else if (result.status() != WorkCommand.Status.RETURNED) {
            forget(leg);
            end(leg, kind(result.status()), new Value(result.content(), payload), null, out);
        }
        return true;
    }

    /** Returns whether a request waits for this result. */
    boolean awaits(Node node, WorkCommand.Result result) {
        Leg leg = find(node, result);
        return leg != null && !leg.ended;
    }

    private Leg find(Node node, WorkCommand.Result result) {
        Map<Long, Leg> legs = byRank.get(node.rank());
        Leg leg = legs == null ? null : legs.get(result.id());
        boolean isAsked = leg != null && leg.node == node && leg.attempt == result.attempt() && leg.sent;
        return isAsked ? leg : null;
    }

    private static RequestEnd.Kind kind(WorkCommand.Status status) {
        return switch (status) {
            case DONE -> RequestEnd.Kind.DONE;
            case UNKNOWN -> RequestEnd.Kind.UNKNOWN;
            default -> RequestEnd.Kind.FAILED;
        };
    }

    void departed(Node node, Departure departure, Outbox out) {
        for (Leg leg : legs(node)) {
            if (leg.node == node && !leg.ended) {
                end(leg, RequestEnd.Kind.DEPARTED, Value.NONE, departure, out);
            }
        }
        byRank.remove(node.rank());
    }

    void onDeadline(long now, Outbox out) {
        while (!open.isEmpty() && open.first().deadlineNanos <= now) {
            for (Leg leg : open.first().legs) {
                if (!leg.ended) {
                    timeOut(leg, out);
                }
            }
        }
    }

    private void timeOut(Leg leg, Outbox out) {
        if (leg.sent) {
            out.send(leg.node.endpoint(), new WorkCommand.Cancel(leg.id, leg.attempt));
        } else {
            forget(leg);
        }
        end(leg, RequestEnd.Kind.TIMEOUT, Value.NONE, null, out);
    }

    private void forget(Leg leg) {
        Map<Long, Leg> legs = byRank.get(leg.node.rank());
        if (legs != null) {
            legs.remove(leg.id);
        }
    }

    private void end(Leg leg, RequestEnd.Kind kind, Value value, Departure departure, Outbox out) {
        Asked asked = leg.asked;
        int rank = leg.node.rank();
        leg.ended = true;
        asked.ends.add(new RequestEnd(rank, kind, value, departure));
        if (asked.ends.size() == asked.legs.size()) {
            open.remove(asked);
            asked.ends.sort(BY_RANK);
            out.complete(asked.call, List.copyOf(asked.ends));
        }
    }

    /** Sets the duration of a request before its first log line. Without this call no log lines are written. */
    void warnAfter(long nanos) {
        alarm = new WaitAlarm(nanos);
    }

    @Override
    public long nextLineNanos() {
        return alarm.nextLineNanos();
    }

    @Override
    public void writeLines(MasterStep step) {
        Asked oldest = null;
        for (Asked each : open) {
            oldest = oldest == null || each.sinceNanos < oldest.sinceNanos ? each : oldest;
        }
        if (!alarm.takeOldest(oldest == null ? Nanos.NEVER : oldest.sinceNanos, step.now())) {
            return;
        }
        List<Integer> answering = new ArrayList<>();
        List<Integer> notServing = new ArrayList<>();
        for (Leg leg : oldest.legs) {
            if (!leg.ended) {
                (leg.sent ? answering : notServing).add(leg.node.rank());
            }
        }
        List<String> reasons = new ArrayList<>();
        if (!answering.isEmpty()) {
            reasons.add("the answer of " + RankText.sentence(answering));
        }
        if (!notServing.isEmpty()) {
            reasons.add(RankText.sentence(notServing) + " to serve requests");
        }
        step.warn("request '" + oldest.call.handler() + "' waits for " + String.join(" and for ", reasons) + " for "
                + Nanos.text(step.now() - oldest.sinceNanos)
                + (open.size() == 1 ? "" : "; " + (open.size() - 1) + " more requests wait") + "; it ends in "
                + Nanos.text(Nanos.until(step.now(), oldest.deadlineNanos)));
    }

    long nextDeadlineNanos() {
        return open.isEmpty() ? Long.MAX_VALUE : open.first().deadlineNanos;
    }

    void close(Failure failure, Outbox out) {
        open.forEach(asked -> out.fail(asked.call, failure));
        open.clear();
        byRank.clear();
        alarm.end();
    }
}
