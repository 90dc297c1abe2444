package dev.comm.master.machine.work;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.WaitRow;
import dev.comm.master.machine.membership.LivingNodes;
import dev.comm.master.machine.membership.MasterStep;
import dev.comm.master.machine.membership.Node;
import java.util.List;
import java.util.TreeSet;

/**
 * Requests and tasks together: they share ids, handlers and nodes. It sends on {@link Node#endpoint()} and never closes
 * a node itself.
 *
 * <p>The machine calls only with nodes that are members; it refuses frames of other peers before. No frame of a node
 * makes it throw: unknown ids are ignored or acknowledged.
 */
public final class MasterWork {
    private final ServingNodes serving;
    private final Requests requests;
    private final Tasks tasks;
    private int serials;
    private Failure closed;

    public MasterWork(LivingNodes nodes, WorkSettings settings) {
        this.serving = new ServingNodes(settings.credit(), this::onStarted);
        this.requests = new Requests(nodes, serving);
        this.tasks = new Tasks(settings, nodes, serving, new TreeSet<>());
    }

    /** The id of a task or of a request at one node: a serial number for all, and the index or the rank. */
    public static long id(int serial, int part) {
        return ((long) serial << 32) | part;
    }

    /**
     * The waits for requests and tasks.
     *
     * @param warnNanos how long each lasts before its first line (W1)
     */
    public List<WaitRow<MasterStep>> waits(long warnNanos) {
        requests.warnAfter(warnNanos);
        tasks.slow().warnAfter(warnNanos);
        return List.of(requests, tasks.slow());
    }

    /**
     * Asks for results that are late.
     *
     * @param nanos the least age of an attempt at its first question
     */
    public void askAfter(long nanos) {
        tasks.late().askAfter(nanos);
    }

    /** The socket took a message with this token. */
    public void onSent(Object token) {
        if (token instanceof Attempt attempt) {
            attempt.sent(true);
        }
    }

    private void onStarted(Attempt attempt, long now) {
        tasks.started(attempt, now);
    }

    /** A node begins to serve, or serves other handlers now: {@link Node#handlers()}. */
    public void onServing(Node node, long now, Outbox out) {
        NodeLoad load = serving.of(node);
        load.serves(node.handlers());
        requests.serving(node, now, out);
        tasks.changed(load, now, out);
    }

    /** A node stopped serving but is still a member. */
    public void onNotServing(Node node, long now, Outbox out) {
        onChanged(node, now, out);
    }

    /** A node is to get no new work any more: {@link Node#isDraining()}. */
    public void onDraining(Node node, long now, Outbox out) {
        onChanged(node, now, out);
    }

    /** A node became suspect, or is heard again: {@link Node#isSuspect()}. */
    public void onSuspicion(Node node, long now, Outbox out) {
        onChanged(node, now, out);
    }

    private void onChanged(Node node, long now, Outbox out) {
        NodeLoad load = serving.find(node);
        if (load != null) {
            tasks.changed(load, now, out);
        }
    }

    /**
     * Describes the unanswered tasks of a node that is lost; empty if it had none. It comes before {@link #onDeparted},
     * when the node is no member any more.
     */
    public String lostWith(Node node, long now) {
        NodeLoad load = serving.find(node);
        return load == null ? "" : tasks.lostWork().text(load, now);
    }

    /** A member is gone; it was called after all its results that came before, and nothing of it follows. */
    public void onDeparted(Node node, Departure departure, long now, Outbox out) {
        NodeLoad load = serving.find(node);
        tasks.departed(load, departure, now, out);
        requests.departed(node, departure, out);
    }

    /**
     * An attempt ended.
     *
     * @param payload the value's or error's bytes, or null if the content has none
     */
    public void onResult(Node node, WorkCommand.Result result, Payload payload, long now, Outbox out) {
        if (requests.answered(node, result, payload, out)) {
            return;
        }
        out.send(node.endpoint(), new WorkCommand.ResultAck(result.id(), result.attempt()));
        tasks.answered(serving.of(node), result, payload, now, out);
    }

    /** Whether a request or a task waits for this result. */
    public boolean awaits(Node node, WorkCommand.Result result) {
        NodeLoad load = serving.find(node);
        return requests.awaits(node, result) || load != null && tasks.awaits(load, result);
    }

    /** A handler says how far it is. */
    public void onProgress(Node node, WorkCommand.Progress progress, long now, Outbox out) {
        NodeLoad load = serving.find(node);
        if (load != null) {
            tasks.progress(load, progress);
        }
    }

    /** A local call; false if it is not about requests or tasks. */
    public boolean onSubmitted(Call<?> call, long now, Outbox out) {
        boolean mine = call instanceof RequestCall
                || call instanceof SubmitCall
                || call instanceof OfferCall
                || call instanceof NextCall
                || call instanceof CountsCall
                || call instanceof FractionsCall
                || call instanceof CancelCall;
        if (mine && closed != null) {
            out.fail(call, closed);
        } else if (mine) {
            begin(call, now, out);
        }
        return mine;
    }

    private void begin(Call<?> call, long now, Outbox out) {
        if (call instanceof RequestCall request) {
            requests.ask(++serials, request, now, out);
        } else if (call instanceof SubmitCall submit) {
            tasks.submit(++serials, submit, now, out);
        } else if (call instanceof OfferCall offer) {
            tasks.offer(offer, now, out);
        } else if (call instanceof NextCall next) {
            tasks.next(next, out);
        } else if (call instanceof CountsCall counts) {
            tasks.counts(counts, out);
        } else if (call instanceof FractionsCall fractions) {
            tasks.fractions(fractions, out);
        } else if (call instanceof CancelCall cancel) {
            tasks.cancel(cancel, now, out);
        }
    }

    /** Time has passed; called when {@link #nextDeadlineNanos} is due and perhaps at other times. */
    public void onDeadline(long now, Outbox out) {
        requests.onDeadline(now, out);
        tasks.onDeadline(now, out);
    }

    /** When {@link #onDeadline} is wanted, or {@link Long#MAX_VALUE}. */
    public long nextDeadlineNanos() {
        return Math.min(requests.nextDeadlineNanos(), tasks.nextDeadlineNanos());
    }

    /** The master ends: every open call is failed with this; later calls fail at once. */
    public void onClosing(Failure failure, long now, Outbox out) {
        closed = failure;
        requests.close(failure, out);
        tasks.close(failure, out);
    }

    /** The number of dropped late results (T1). */
    long droppedResults() {
        return tasks.dropped();
    }
}
