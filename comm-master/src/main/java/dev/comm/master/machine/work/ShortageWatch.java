package dev.comm.master.machine.work;

import dev.comm.api.Departure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Watches for batches with tasks that no living node can take (W2). The log has a line after five seconds, and again
 * after twice the time. At the end of the time that the batch waits, its waiting tasks are to fail.
 */
final class ShortageWatch {
    private final Collection<Batch> batches;
    private final AbleNodes nodes;
    private final WorkSettings settings;
    private Departure last;
    private long next = Nanos.NEVER;

    /**
     * Creates a watch.
     *
     * @param batches the running batches, always in their present state
     */
    ShortageWatch(Collection<Batch> batches, AbleNodes nodes, WorkSettings settings) {
        this.batches = batches;
        this.nodes = nodes;
        this.settings = settings;
    }

    /** Remembers a departure for the sentence. */
    void departed(Departure departure) {
        last = departure;
    }

    /** Looks at every batch, after a change of a node or after tasks came back. */
    void look(long now, Outbox out) {
        next = Nanos.NEVER;
        for (Batch batch : batches) {
            look(batch, now, out);
        }
    }

    /** Looks at a batch. */
    void look(Batch batch, long now, Outbox out) {
        NodeWait wait = batch.nodeWait();
        boolean waits = batch.unserved() > 0;
        long until = waits ? nodes.until(batch.spec(), now) : Nanos.NEVER;
        if (until == AbleNodes.NONE) {
            wait.begin(now);
        } else {
            if (waits && wait.isTold()) {
                out.log(
                        Outbox.Severity.INFO,
                        "a node can take tasks of '" + batch.spec().handler() + "' again, after "
                                + ShortageText.length(wait.lastedNanos(now)));
            }
            wait.end(until);
        }
        next = Math.min(next, deadline(batch));
    }

    private long deadline(Batch batch) {
        NodeWait wait = batch.nodeWait();
        return wait.isOpen()
                ? Math.min(wait.nextLineNanos(), wait.failsNanos(limit(batch.spec())))
                : wait.endOfAbilityNanos();
    }

    /** How long the tasks wait; those of nodes that do not serve yet as long as a call, unless the batch says. */
    private long limit(BatchSpec spec) {
        if (spec.nodesNanos() >= 0) {
            return spec.nodesNanos();
        }
        return nodes.isExpected(spec) ? Math.max(settings.nodesNanos(), settings.callNanos()) : settings.nodesNanos();
    }

    /** Writes the lines that are due, and returns the batches with waiting tasks that are to fail now. */
    List<Batch> due(long now, Outbox out) {
        if (now < next) {
            return List.of();
        }
        look(now, out);
        next = Nanos.NEVER;
        List<Batch> result = new ArrayList<>();
        for (Batch batch : batches) {
            NodeWait wait = batch.nodeWait();
            if (wait.isOpen() && wait.failsNanos(limit(batch.spec())) <= now) {
                result.add(batch);
            } else if (wait.isOpen() && wait.nextLineNanos() <= now) {
                wait.tell(now);
                out.log(Outbox.Severity.WARN, sentence(batch, now) + prospect(batch, now));
            }
        }
        batches.forEach(batch -> next = Math.min(next, deadline(batch)));
        return result;
    }

    /** Why the waiting tasks of a batch fail. */
    String reason(Batch batch, long now) {
        String lasted = ShortageText.length(batch.nodeWait().lastedNanos(now));
        return sentence(batch, now) + "; they fail after " + lasted + " without such a node";
    }

    private String sentence(Batch batch, long now) {
        BatchSpec spec = batch.spec();
        return new ShortageText(spec, batch.unserved(), nodes.narrow(spec, now), now).sentence(last);
    }

    private String prospect(Batch batch, long now) {
        long limit = limit(batch.spec());
        String lasted = "; " + ShortageText.length(batch.nodeWait().lastedNanos(now)) + " so far";
        return limit == Nanos.NEVER ? lasted : lasted + ", they fail after " + ShortageText.length(limit);
    }

    /** When {@link #due} is wanted, or {@link Nanos#NEVER}. */
    long nextDeadlineNanos() {
        return next;
    }

    /** Ends the watch with the master. */
    void close() {
        next = Nanos.NEVER;
    }
}
