package dev.comm.node;

import dev.comm.api.CommConfig;
import dev.comm.api.Member;
import dev.comm.api.Payload;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameHeader;
import dev.comm.api.protocol.HandshakeCommand.Accepted;
import dev.comm.api.protocol.HandshakeCommand.Challenge;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.MasterProof;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.HandshakeCommand.Welcome;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.spi.Bytes;
import dev.comm.api.spi.Transport;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.Completion;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Outbox;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An environment for one node, in which a script plays the master. The calling thread makes the steps, one at a time.
 * The clock moves only when the test moves it.
 */
final class StubMaster implements Environment, Outbox, MachineDriver {
    static final int ENDPOINT = 1;
    private static final long PATIENCE_SECONDS = 20;

    final List<Command> received = new CopyOnWriteArrayList<>();
    final List<Payload> payloads = new CopyOnWriteArrayList<>();
    /** The goodbye of the node, or null. */
    volatile Leave left;

    private final Queue<Event> events = new ArrayDeque<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private BiConsumer<Command, Payload> script = (command, payload) -> {};
    private Machine machine;
    private Consumer<Notice> notices;
    private Command refusal;
    private long incarnation;
    private String serializer;
    private boolean isStepping;
    /** Says that the next HEARTBEAT makes the node a member. */
    private boolean isAccepted;

    private Predicate<Call<?>> broken = call -> false;
    private Error breaking;
    private volatile long now = 1_000_000_000L;

    /** Sets the reaction of the master to frames after the handshake. */
    StubMaster on(BiConsumer<Command, Payload> reaction) {
        script = reaction;
        return this;
    }

    /** Sets the answer of the master to HELLO. */
    void refuse(Command command) {
        refusal = command;
    }

    /** Lets the master send a command. */
    synchronized void say(Command command, Payload payload) {
        events.add(new Event.Received(ENDPOINT, command, payload));
        turn();
    }

    /** Ends the connection as if the master had died. */
    synchronized void die() {
        events.add(new Event.Closed(ENDPOINT, Event.Closed.Reason.RESET, "dead"));
        turn();
    }

    void pass(long nanos) {
        now += nanos;
    }

    /** Lets time pass and steps the machine. The master sends a sign of life before each half. */
    synchronized void tick(Duration time) {
        for (int i = 0; i < 2; i++) {
            now += time.toNanos() / 2;
            events.add(new Event.Heard(ENDPOINT));
            events.add(new Event.Deadline());
            turn();
        }
    }

    /** Lets the next matching call fail with the error, before it reaches the machine. */
    synchronized void breakOnce(Predicate<Call<?>> which, Error error) {
        broken = which;
        breaking = error;
    }

    /** Returns all received commands of a type. */
    <C extends Command> List<C> all(Class<C> type) {
        return received.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private synchronized void turn() {
        if (isStepping) {
            return;
        }
        isStepping = true;
        try {
            for (Event event = events.poll(); event != null; event = events.poll()) {
                machine.step(event, now, this);
            }
        } finally {
            isStepping = false;
            notifyAll();
        }
    }

    // Environment

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public long wallClockMillis() {
        return 0;
    }

    @Override
    public String hostName() {
        return "stub";
    }

    @Override
    public long processId() {
        return 1;
    }

    @Override
    public Entropy entropy() {
        return random::nextLong;
    }

    @Override
    public Transport openTransport(CommConfig config) {
        return null;
    }

    @Override
    public synchronized MachineDriver driver(
            String name, Machine turned, Transport transport, CommConfig config, Consumer<Notice> listener) {
        machine = turned;
        notices = listener;
        events.add(new Event.Started());
        turn();
        return this;
    }

    @Override
    public void start(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Executor callbacks() {
        return Runnable::run;
    }

    // MachineDriver

    @Override
    public synchronized <R> Completion<R> submit(Call<R> call) {
        if (broken.test(call)) {
            broken = any -> false;
            throw breaking;
        }
        events.add(new Event.Submitted(call));
        turn();
        return call.completion();
    }

    @Override
    public boolean mayWait() {
        return true;
    }

    @Override
    public synchronized boolean await(Completion<?> completion, long deadlineNanos) throws InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!completion.isDone()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("a call has not ended; the master received " + received);
            }
            if (deadlineNanos - now < TimeUnit.MINUTES.toNanos(1)) {
                return completion.isDone();
            }
            wait(100);
        }
        return true;
    }

    @Override
    public void close() {}

    // Outbox

    @Override
    public void send(int endpoint, Command command, Payload payload, Object token) {
        if (command instanceof Hello hello) {
            incarnation = hello.incarnation();
            answer(refusal != null ? refusal : new Challenge(FrameHeader.VERSION, 0, Bytes.of(new byte[32])));
            serializer = hello.serializers().get(0);
        } else if (command instanceof Join join) {
            isAccepted = true;
            answer(new MasterProof(0, 0, 1, serializer, Bytes.EMPTY));
            answer(new Accepted(join.heartbeatNanos(), join.deadNanos()));
        } else if (isAccepted && command instanceof Heartbeat) {
            isAccepted = false;
            List<Member> members = List.of(new Member(0, 1, "m", null), new Member(1, incarnation, "n", null));
            answer(new Welcome(1, 2, 1, 1, members, List.of(), Content.NONE));
        } else if (command instanceof Leave leave) {
            left = leave;
        } else if (!(command instanceof Proof)) {
            received.add(command);
            if (payload != null) {
                payloads.add(payload);
            }
            script.accept(command, payload);
        }
        if (token != null) {
            events.add(new Event.Sent(endpoint, token));
        }
    }

    private void answer(Command command) {
        events.add(new Event.Received(ENDPOINT, command, null));
    }

    @Override
    public int connect(int addressIndex, long timeoutNanos) {
        events.add(new Event.Opened(ENDPOINT, "stub", Bytes.EMPTY));
        return ENDPOINT;
    }

    @Override
    public void authenticated(int endpoint) {}

    @Override
    public void finish(int endpoint) {
        events.add(new Event.Closed(endpoint, Event.Closed.Reason.LOCAL, ""));
    }

    @Override
    public void abort(int endpoint) {}

    @Override
    public void stopListening() {}

    @Override
    public <R> void complete(Call<R> call, R result) {
        call.completion().complete(result);
    }

    @Override
    public void fail(Call<?> call, Failure failure) {
        call.completion().fail(failure);
    }

    @Override
    public void publish(Notice notice) {
        notices.accept(notice);
    }

    @Override
    public void compute(Object token, Callable<?> work) {}

    @Override
    public void log(Severity severity, String message) {}
}
