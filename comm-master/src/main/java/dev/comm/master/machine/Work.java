package dev.comm.master.machine;

import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.frame.WorkCommand;
import dev.comm.api.machine.Call;
import dev.comm.api.machine.Failure;
import dev.comm.api.machine.Outbox;
import java.util.TreeSet;

/** Requests and tasks together: they share ids, handlers and nodes. */
final class Work implements WorkPart {
    private final Crew crew;
    private final Requests requests;
    private final Tasks tasks;
    private int serials;
    private Failure closed;

    Work(Nodes nodes, WorkSettings settings) {
        this.crew = new Crew(settings.credit(), this::onStarted);
        this.requests = new Requests(nodes, crew);
        this.tasks = new Tasks(settings, crew, new TreeSet<>());
    }

    /** Makes the part with these bounds. */
    static WorkPart.Factory with(WorkSettings settings) {
        return nodes -> new Work(nodes, settings);
    }

    /** The id of a task or of a request at one node: a serial number for all, and the index or the rank. */
    static long id(int serial, int part) {
        return ((long) serial << 32) | part;
    }

    private void onStarted(Attempt attempt, long now) {
        tasks.started(attempt, now);
    }

    @Override
    public void onServing(Node node, long now, Outbox out) {
        Worker worker = crew.of(node);
        worker.serves(node.handlers());
        requests.serving(node, now, out);
        tasks.changed(worker, now, out);
    }

    @Override
    public void onNotServing(Node node, long now, Outbox out) {
        onChanged(node, now, out);
    }

    @Override
    public void onDraining(Node node, long now, Outbox out) {
        onChanged(node, now, out);
    }

    @Override
    public void onSuspicion(Node node, long now, Outbox out) {
        onChanged(node, now, out);
    }

    private void onChanged(Node node, long now, Outbox out) {
        Worker worker = crew.find(node);
        if (worker != null) {
            tasks.changed(worker, now, out);
        }
    }

    @Override
    public void onDeparted(Node node, Departure departure, long now, Outbox out) {
        Worker worker = crew.find(node);
        if (worker != null) {
            tasks.departed(worker, departure, now, out);
        }
        requests.departed(node, departure, out);
    }

    @Override
    public void onResult(Node node, WorkCommand.Result result, Payload payload, long now, Outbox out) {
        if (requests.answered(node, result, payload, out)) {
            return;
        }
        out.send(node.endpoint(), new WorkCommand.ResultAck(result.id(), result.attempt()));
        tasks.answered(crew.of(node), result, payload, now, out);
    }

    @Override
    public void onProgress(Node node, WorkCommand.Progress progress, long now, Outbox out) {
        Worker worker = crew.find(node);
        if (worker != null) {
            tasks.progress(worker, progress);
        }
    }

    @Override
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
            tasks.submit(++serials, submit, out);
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

    @Override
    public boolean onSent(Object token, long now, Outbox out) {
        return false;
    }

    @Override
    public boolean onComputed(Object token, Object result, Throwable error, long now, Outbox out) {
        return false;
    }

    @Override
    public void onDeadline(long now, Outbox out) {
        requests.onDeadline(now, out);
        tasks.onDeadline(now, out);
    }

    @Override
    public long nextDeadlineNanos() {
        return Math.min(requests.nextDeadlineNanos(), tasks.nextDeadlineNanos());
    }

    @Override
    public void onClosing(Failure failure, long now, Outbox out) {
        closed = failure;
        requests.close(failure, out);
        tasks.close(failure, out);
    }

    /** Answers that were dropped because they came too late (T1). */
    long droppedResults() {
        return tasks.dropped();
    }
}
