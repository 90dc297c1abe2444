package dev.comm.master.machine.membership;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.work.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The record of joins, departures and decisions for the report. It is bounded: of joins and departures it keeps only
 * the first entries.
 */
public final class RunHistory {
    private static final int ENTRIES_MAX = 65_536;

    private final MasterStep step;
    private final RejectionLog rejections;
    private final List<Report.Joined> joined = new ArrayList<>();
    private final List<Report.Departed> departed = new ArrayList<>();
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private Function<Node, String> work = node -> "";
    private long startNanos;

    RunHistory(MasterStep step, RejectionLog rejections) {
        this.step = step;
        this.rejections = rejections;
    }

    /** Connects the part that describes the work of a lost node, so that one log line tells all about the departure. */
    public void connect(Function<Node, String> lostWork) {
        work = lostWork;
    }

    public void started() {
        startNanos = step.now();
    }

    void joined(Node node) {
        step.info(node + " joined from " + node.facts().peer());
        if (joined.size() < ENTRIES_MAX) {
            joined.add(new Report.Joined(
                    node.rank(), node.incarnation(), node.facts().host(), age()));
        }
    }

    void departed(PendingDeparture pending) {
        Departure departure = pending.departure();
        if (!pending.wasMember() && departure.cause() != Cause.PROTOCOL) {
            step.info(pending.node() + " is not registered any more (" + departure.cause()
                    + (departure.detail().isEmpty() ? "" : ", " + departure.detail())
                    + "); its rank is free for another JOIN");
            return;
        }
        String who = pending.node() == null ? "rank 0" : pending.node().toString();
        String held = pending.node() == null || departure.cause().isPlanned() ? "" : work.apply(pending.node());
        String line = who + " departed: " + departure.cause()
                + (departure.detail().isEmpty() ? "" : ", " + departure.detail())
                + (held.isEmpty() ? "" : "; " + held);
        if (departure.cause() == Cause.PROTOCOL && pending.node() != null) {
            rejections.broke(pending.node().facts().peer(), line);
        } else if (departure.cause().isPlanned()) {
            step.info(line);
        } else {
            step.warn(line);
        }
        if (pending.wasMember() && departed.size() < ENTRIES_MAX) {
            departed.add(new Report.Departed(departure, age()));
        }
    }

    public void decided(Outcome outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    /** Creates the report. */
    public Report report(MasterSettings settings, int size, long epoch) {
        Map<String, Long> decisions = new LinkedHashMap<>();
        outcomes.forEach((outcome, count) -> decisions.put(outcome.name(), count));
        return new Report(
                settings.runId(),
                settings.term(),
                size,
                epoch,
                age(),
                joined,
                departed,
                Collections.unmodifiableMap(decisions),
                rejections.refused());
    }

    private Duration age() {
        return Duration.ofNanos(step.now() - startNanos);
    }
}
