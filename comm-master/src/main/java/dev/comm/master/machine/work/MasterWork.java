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
 * Requests and tasks together, because they share ids, handlers and nodes. This part sends on {@link Node#endpoint()}
 * and never closes the connection of a node.
 *
 * <p>The machine passes only nodes that are members, because it refuses frames of other peers before. No frame of a
 * node causes an exception: unknown ids are ignored or acknowledged.
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

    /**
     * Returns the id of a task, or of a request at one node. It consists of a serial number, and of the index of the
     * task or the rank of the node.
     */
    public static long id(int serial, int part) {
        return ((long) serial << 32) | part;
    }

    /**
     * Returns the waits for requests and tasks.
     *
     * @param warnNanos the duration of a wait before its first log line (W1)
     */
    public List<WaitRow<MasterStep>> waits(long warnNanos) {
        requests.warnAfter(warnNanos);
        tasks.slow().warnAfter(warnNanos);
        return List.of(requests, tasks.slow());
    }

    /**
     * Makes the master ask for results that are late.
     *
     * @param nanos the age of an attempt at which the master first asks for its result, at least
     */
    public void askAfter(long nanos) {
        tasks.late().askAfter(nanos);
    }

    /** Records that the socket took the frame with this token. */
    public void onSent(Object token) {
        if (token instanceof Attempt attempt) {
            attempt.sent(true);
        }
    }

    private void onStarted(Attempt attempt, long now) {
        tasks.started(attempt, now);
    }

    /** Handles a node that begins to serve, or that now serves other handlers; see {@link Node#handlers()}. */
    public void onServing(Node node, long now, Outbox out) {
        NodeLoad load = serving.of(node);
        load.serves(node.handlers());
        requests.serving(node, now, out);
        tasks.changed(load, now, out);
    }

    /** Handles a node that stopped serving but is still a member. */
    public void onNotServing(Node node, long now, Outbox out) {
        onChanged(node, now, out);
    }

    /** Handles a node that receives no new work from now on; see {@link Node#isDraining()}. */
    public void onDraining(Node node, long now, Outbox out) {
        onChanged(node, now, out);
    }

    /** Handles a node that became suspect, or was heard again; see {@link Node#isSuspect()}. */
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
     * Describes the unanswered tasks of a lost node; empty if the node had none. The machine calls this before
     * {@link #onDeparted}, when the node is already no member any more.
     */
    public String lostWith(Node node, long now) {
        NodeLoad load = serving.find(node);
        return load == null ? "" : tasks.lostWork().text(load, now);
    }

    /**
     * Handles the departure of a member. All results that the member sent before are handled already, and no frame of
     * the member follows.
     */
    public void onDeparted(Node node, Departure departure, long now, Outbox out) {
        NodeLoad load = serving.find(node);
        tasks.departed(load, departure, now, out);
        requests.departed(node, departure, out);
    }

    /**
     * Handles the result of an attempt.
     *
     * @param payload the bytes of the value or the error, or null if the content has none
     */
    public void onResult(Node node, WorkCommand.Result result, Payload payload, long now, Outbox out) {
        if (requests.answered(node, result, payload, out)) {
            return;
        }
        out.send(node.endpoint(), new WorkCommand.ResultAck(result.id(), result.attempt()));
        tasks.answered(serving.of(node), result, payload, now, out);
    }

    /** Returns whether a request or a task waits for this result. */
    public boolean awaits(Node node, WorkCommand.Result result) {
        NodeLoad load = serving.find(node);
        return requests.awaits(node, result) || load != null && tasks.awaits(load, result);
    }

    /** Records the progress that a handler reported. */
    public void onProgress(Node node, WorkCommand.Progress progress, long now, Outbox out) {
        NodeLoad load = serving.find(node);
        if (load != null) {
            tasks.progress(load, progress);
        }
    }

    /** Handles a local call. Returns false if the call is not about requests or tasks. */
    public boolean onSubmitted(Call<?> call, long now, Outbox out) {
        boolean mine = call instanceof RequestCall
                || call instanceof SubmitCall
                || call instanceof OfferCall
                || call instanceof EndInputsCall
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
        } else if (call instanceof EndInputsCall end) {
            tasks.endInputs(end, out);
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

    /**
     * Handles the deadlines that are due. The machine calls this when {@link #nextDeadlineNanos} is reached, and
     * perhaps at other times.
     */
    public void onDeadline(long now, Outbox out) {
        requests.onDeadline(now, out);
        tasks.onDeadline(now, out);
    }

    /** Returns the time at which {@link #onDeadline} must be called, or {@link Long#MAX_VALUE}. */
    public long nextDeadlineNanos() {
        return Math.min(requests.nextDeadlineNanos(), tasks.nextDeadlineNanos());
    }

    /** Fails the tasks that no node has, because no node will come any more. */
    public void giveUp(String reason, long now, Outbox out) {
        tasks.giveUp(reason, now, out);
    }

    /** Ends this part with the master. Every open call fails with the given failure, and later calls fail at once. */
    public void onClosing(Failure failure, long now, Outbox out) {
        closed = failure;
        requests.close(failure, out);
        tasks.close(failure, out);
    }

    /** Returns the number of dropped late results (T1). */
    long droppedResults() {
        return tasks.dropped();
    }
}
