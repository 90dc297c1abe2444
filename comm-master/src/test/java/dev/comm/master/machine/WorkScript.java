package dev.comm.master.machine;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.WorkCommand;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.membership.LivingNodes;
import dev.comm.master.machine.membership.Node;
import dev.comm.master.machine.membership.NodeFacts;
import dev.comm.master.machine.work.BatchSpec;
import dev.comm.master.machine.work.MasterWork;
import dev.comm.master.machine.work.NextCall;
import dev.comm.master.machine.work.OfferCall;
import dev.comm.master.machine.work.SubmitCall;
import dev.comm.master.machine.work.TaskEnd;
import dev.comm.master.machine.work.WorkSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** A script of events for the work part, which keeps its effects. Time passes only when the test moves it. */
public final class WorkScript implements Outbox, LivingNodes {
    public static final long SECOND = 1_000_000_000L;
    static final WorkSettings SETTINGS = new WorkSettings(4, SECOND, SECOND, 1024, 1 << 20, 60 * SECOND, 600 * SECOND);

    private final TreeMap<Integer, Node> members = new TreeMap<>();
    private final Map<Integer, Call<NextCall.Next>> waits = new TreeMap<>();
    private final List<Sent> sent = new ArrayList<>();
    public final List<String> lines = new ArrayList<>();
    public final MasterWork work;
    public long now = 1000;
    private long incarnations = 100;

    /** A command to a node. */
    public record Sent(int rank, Command command, Payload payload) {}

    public WorkScript() {
        this(SETTINGS);
    }

    public WorkScript(WorkSettings settings) {
        work = new MasterWork(this, settings);
    }

    public Node join(int rank, int slots, String... labels) {
        NodeFacts facts = new NodeFacts("host" + rank, 4000 + rank, "peer", 0, slots, List.of(labels), "java");
        Node node = new Node(rank, rank, incarnations++, facts, Node.State.MEMBER);
        members.put(rank, node);
        return node;
    }

    /** Adds a member that serves the handler "work". */
    public Node serving(int rank, int slots) {
        return serve(join(rank, slots), "work");
    }

    public Node serve(Node node, String... handlers) {
        node.serves(true, List.of(handlers));
        work.onServing(node, now, this);
        return node;
    }

    public void depart(Node node, Cause cause) {
        depart(List.of(node), cause);
    }

    /** Removes all nodes in one view. All are gone before the work part is notified of the first. */
    public void depart(List<Node> nodes, Cause cause) {
        for (Node node : nodes) {
            members.remove(node.rank());
            node.become(Node.State.DEPARTED);
        }
        for (Node node : nodes) {
            work.onDeparted(node, new Departure(node.rank(), node.incarnation(), cause, ""), now, this);
        }
    }

    /** Removes a node from the members, without a notification of the work part. */
    public void leaves(Node node) {
        members.remove(node.rank());
        node.become(Node.State.DEPARTED);
    }

    /** Undoes {@link #leaves}. */
    public void returns(Node node, Node.State state) {
        members.put(node.rank(), node);
        node.become(state);
    }

    public void suspect(Node node, boolean is) {
        node.suspected(is);
        work.onSuspicion(node, now, this);
    }

    public void drain(Node node) {
        node.drains();
        work.onDraining(node, now, this);
    }

    public void advance(long nanos) {
        now += nanos;
        work.onDeadline(now, this);
    }

    public <R> Call<R> submit(Call<R> call) {
        work.onSubmitted(call, now, this);
        return call;
    }

    /** Starts a batch with the number of inputs of its specification. Each input is one byte, its index. */
    public int batch(BatchSpec spec) {
        int number = submit(new SubmitCall(spec)).completion().result().batch();
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < spec.total(); i++) {
            inputs.add(value(i));
        }
        submit(new OfferCall(number, inputs));
        return number;
    }

    public int batch(int total) {
        return batch(spec(total));
    }

    public static BatchSpec spec(int total) {
        return new BatchSpec("work", total, -1, -1, 0, 3, 0, -1, "", -1, 0);
    }

    public static Value value(int content) {
        Payload payload = Payload.of(new byte[] {(byte) content});
        return new Value(new Content(Content.Kind.VALUE, 0, 1), payload);
    }

    public static Value error() {
        return new Value(new Content(Content.Kind.FAILED, 3, 1), Payload.of(new byte[1]));
    }

    /** Returns the frames since the last call. */
    public List<Sent> sent() {
        List<Sent> result = new ArrayList<>(sent);
        sent.clear();
        return result;
    }

    /** Returns the requests among the frames since the last call. */
    public List<Request> requests() {
        return sent().stream()
                .filter(s -> s.command() instanceof Request)
                .map(s -> (Request) s.command())
                .toList();
    }

    /** Returns the same as {@link #requests}, each as {@code rank:index#attempt}. */
    public List<String> given() {
        return sent().stream()
                .filter(s -> s.command() instanceof Request)
                .map(s -> s.rank() + ":" + (int) ((Request) s.command()).id() + "#" + ((Request) s.command()).attempt())
                .toList();
    }

    public void answer(Node node, long id, int attempt, Status status) {
        Value value = switch (status) {
            case DONE -> value((int) id);
            case FAILED -> error();
            default -> Value.NONE;
        };
        work.onResult(node, new WorkCommand.Result(id, attempt, status, value.content()), value.payload(), now, this);
    }

    public void done(Node node, int batch, int index, int attempt) {
        answer(node, MasterWork.id(batch, index), attempt, Status.DONE);
    }

    /** Returns the ends of tasks since the last call, each as {@code index:KIND}. An open wait stays open. */
    public List<String> ends(int batch) {
        return take(batch).stream().map(end -> end.index() + ":" + end.kind()).toList();
    }

    /** Returns the same as {@link #ends}, as whole objects. */
    public List<TaskEnd> take(int batch) {
        Call<NextCall.Next> call = waits.remove(batch);
        call = call == null ? submit(new NextCall(batch, 1000)) : call;
        if (call.completion().isDone()) {
            return call.completion().result().ends();
        }
        waits.put(batch, call);
        return List.of();
    }

    @Override
    public Node member(int rank) {
        return members.get(rank);
    }

    @Override
    public Collection<Node> members() {
        return members.values();
    }

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        sent.add(new Sent(endpoint, command, payload));
    }

    @Override
    public int connect(int addressIndex, long timeoutNanos) {
        throw new AssertionError("connect");
    }

    @Override
    public void authenticated(int endpoint) {
        throw new AssertionError("authenticated");
    }

    @Override
    public void finish(int endpoint) {
        throw new AssertionError("finish");
    }

    @Override
    public void abort(int endpoint) {
        throw new AssertionError("abort");
    }

    @Override
    public void stopListening() {
        throw new AssertionError("stopListening");
    }

    @Override
    public <R> void complete(Call<R> call, R result) {
        if (call.completion().isDone()) {
            throw new AssertionError("a call ends twice");
        }
        call.completion().complete(result);
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        if (call.completion().isDone()) {
            throw new AssertionError("a call ends twice");
        }
        call.completion().fail(failure);
    }

    @Override
    public void publish(Notice notice) {
        throw new AssertionError("publish");
    }

    @Override
    public void compute(Object token, Callable<?> body) {
        throw new AssertionError("compute");
    }

    @Override
    public void log(Severity severity, String message) {
        lines.add(message);
    }
}
