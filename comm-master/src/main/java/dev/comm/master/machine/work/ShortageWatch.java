package dev.comm.master.machine.work;

import dev.comm.api.Departure;
import dev.comm.core.machine.Nanos;
import dev.comm.core.machine.Outbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The watch for batches with tasks that no living node can take (W2). It logs a line after five seconds, and again
 * whenever the time has doubled. When the limit of the batch is reached, its waiting tasks must fail.
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

    /** Records a departure, which a later sentence may name as the reason. */
    void departed(Departure departure) {
        last = departure;
    }

    /** Checks every batch, after a change of a node or after tasks came back. */
    void look(long now, Outbox out) {
        next = Nanos.NEVER;
        for (Batch batch : batches) {
            look(batch, now, out);
        }
    }

    /** Checks a batch. */
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

    /**
     * Returns the time for which the tasks of a batch wait for a node. While a node may still begin to serve, they wait
     * at least as long as a call, unless the batch sets its own time.
     */
    private long limit(BatchSpec spec) {
        if (spec.nodesNanos() >= 0) {
            return spec.nodesNanos();
        }
        return nodes.isExpected(spec) ? Math.max(settings.nodesNanos(), settings.callNanos()) : settings.nodesNanos();
    }

    /** Logs the lines that are due. Returns the batches whose waiting tasks must fail now. */
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

    /** Returns the reason why the waiting tasks of a batch fail. */
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

    /** Returns the time at which {@link #due} must be called, or {@link Nanos#NEVER}. */
    long nextDeadlineNanos() {
        return next;
    }

    /** Ends the watch with the master. */
    void close() {
        next = Nanos.NEVER;
    }
}
