package dev.comm.master.machine;

import dev.comm.api.CommConfig;
import dev.comm.api.DeadlinePolicy;
import dev.comm.api.Limits;
import dev.comm.api.Payload;
import dev.comm.api.Profile;
import dev.comm.api.RunId;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.HandshakeCommand.Hello;
import dev.comm.api.protocol.HandshakeCommand.Join;
import dev.comm.api.protocol.HandshakeCommand.Proof;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.spi.Bytes;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Value;
import dev.comm.core.testing.Effect;
import dev.comm.core.testing.Recorder;
import dev.comm.master.machine.membership.MasterSettings;
import dev.comm.master.machine.membership.TeamKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** A script of events for a master machine, in virtual time. Deadlines are due when the time passes them. */
public final class Script {
    public static final long MILLI = 1_000_000L;
    public static final long SECOND = 1_000 * MILLI;
    static final Bytes FINGERPRINT = Bytes.of(new byte[] {1, 2, 3});
    public static final long MASTER_INCARNATION = 77;

    final CommConfig config;
    public final MasterMachine machine;
    public final Recorder recorder = new Recorder() {
        @Override
        public int connect(int addressIndex, long timeoutNanos) {
            throw new AssertionError("a master opens no connection");
        }
    };
    public final List<Peer> peers = new ArrayList<>();
    public long now = 1_000 * SECOND;
    private int endpoints;
    private long incarnations = 1_000;

    /** A connection to the master. */
    public record Peer(Script script, int endpoint, int rank, long incarnation) {
        public void says(Command command) {
            script.step(new Event.Received(endpoint, command, null));
        }

        public void says(Command command, Payload payload) {
            script.step(new Event.Received(endpoint, command, payload));
        }

        public void arrives(long sequence, CollectiveKind kind) {
            says(arrival(sequence, kind, Content.NONE));
        }

        public void gives(long sequence, CollectiveKind kind, String text) {
            Value value = value(text);
            says(arrival(sequence, kind, value.content()), value.payload());
        }

        /** Sends the heartbeat that follows ACCEPTED. */
        public void beats() {
            says(new Heartbeat(0, -1, 0, script.config.timing().heartbeat().toNanos()));
        }

        public void dies() {
            script.step(new Event.Closed(endpoint, Event.Closed.Reason.END_OF_STREAM, ""));
        }

        public <C extends Command> List<C> got(Class<C> type) {
            return script.sentTo(endpoint, type);
        }

        public Decision decision(long sequence) {
            List<Decision> all = got(Decision.class).stream()
                    .filter(each -> each.sequence() == sequence)
                    .toList();
            if (all.isEmpty()) {
                throw new AssertionError("rank " + rank + " has no decision " + sequence);
            }
            return all.get(all.size() - 1);
        }

        public boolean isFinished() {
            return script.recorder.all(Effect.Finished.class).stream().anyMatch(each -> each.endpoint() == endpoint);
        }

        public boolean isAborted() {
            return script.recorder.all(Effect.Aborted.class).stream().anyMatch(each -> each.endpoint() == endpoint);
        }
    }

    public Script(TeamKind mode, UnaryOperator<CommConfig.Builder> settings) {
        config = settings.apply(CommConfig.builder().rank(0).size(4).timing(Profile.FAST.timing()))
                .build();
        RunId run = config.runId().equals(RunId.ANY) ? new RunId(1, 2) : config.runId();
        MasterSettings all = new MasterSettings(mode, config, run, 5, MASTER_INCARNATION, "master", FINGERPRINT);
        machine = new MasterMachine(all, new Random(42)::nextLong);
        step(new Event.Started());
    }

    /** Returns an SPMD run of the given size that has started. */
    public static Script running(int size, UnaryOperator<CommConfig.Builder> settings) {
        Script script = new Script(TeamKind.SPMD, builder -> settings.apply(builder.size(size)));
        for (int rank = 1; rank < size; rank++) {
            script.join(rank);
        }
        return script;
    }

    public static Script running(int size) {
        return running(size, settings -> settings);
    }

    public static Script serving(UnaryOperator<CommConfig.Builder> settings) {
        return new Script(TeamKind.SERVE, builder -> settings.apply(builder.size(0)));
    }

    public void step(Event event) {
        machine.step(event, now, recorder);
    }

    public <R> Call<R> submit(Call<R> call) {
        step(new Event.Submitted(call));
        return call;
    }

    /** Lets rank 0 enter a collective. */
    public CollectiveCall call(CollectiveKind kind, Value... values) {
        return call(kind, 30 * SECOND, values);
    }

    public CollectiveCall call(CollectiveKind kind, long timeoutNanos, Value... values) {
        CollectiveCall call = new CollectiveCall(
                new CollectiveCall.Key(0, kind, "", ""),
                timeoutNanos,
                List.of(values),
                Script::concatenate,
                () -> "Main.java:7");
        submit(call);
        return call;
    }

    /** Lets time pass. The machine gets each deadline, in the steps that a driver would make. */
    public void after(long nanos) {
        long end = now + nanos;
        int steps = 0;
        while (machine.nextDeadlineNanos() <= end) {
            now = Math.max(now, machine.nextDeadlineNanos());
            step(new Event.Deadline());
            if (++steps > 100_000) {
                throw new AssertionError(
                        "the deadline of the machine does not advance: " + machine.nextDeadlineNanos());
            }
        }
        now = end;
    }

    /** Lets time pass, during which the given peers send signs of life. */
    public void afterWithLife(long nanos, Peer... living) {
        for (long passed = 0; passed < nanos; passed += 100 * MILLI) {
            after(Math.min(100 * MILLI, nanos - passed));
            for (Peer peer : living) {
                step(new Event.Heard(peer.endpoint()));
            }
        }
    }

    /** Carries out the work that the machine has started. */
    public void compute() {
        recorder.compute(this::step);
    }

    public Peer open() {
        return open("10.0." + (endpoints + 1 >> 8) + "." + (endpoints + 1 & 255));
    }

    /** Opens a connection from an address. */
    public Peer open(String address) {
        int endpoint = ++endpoints;
        step(new Event.Opened(endpoint, "/" + address + ":" + (1_024 + endpoint), Bytes.EMPTY));
        return new Peer(this, endpoint, -1, incarnations++);
    }

    /** Connects a node and lets it join. */
    public Peer join(int rank) {
        Peer raw = open();
        Peer peer = new Peer(this, raw.endpoint(), rank, raw.incarnation());
        peer.says(hello(rank, peer.incarnation()));
        peer.says(new Proof(Bytes.EMPTY));
        peer.says(registration());
        peer.beats();
        peers.add(peer);
        return peer;
    }

    public Peer rank(int rank) {
        return peers.get(rank - 1);
    }

    public Hello hello(int rank, long incarnation) {
        return Hello.of(rank, incarnation, Bytes.of(new byte[32]), List.of(config.serializer()));
    }

    public Join registration() {
        return registration(FINGERPRINT);
    }

    public Join registration(Bytes fingerprint) {
        return Join.of(
                        config.timing().heartbeat().toNanos(),
                        config.timing().dead().toNanos(),
                        Limits.defaults().openCollectives())
                .toBuilder()
                .host("host")
                .pid(1)
                .minSurvivors(config.minSurvivors())
                .exclude(config.onDeadline() == DeadlinePolicy.EXCLUDE)
                .fingerprint(fingerprint)
                .build();
    }

    public <C extends Command> List<C> sentTo(int endpoint, Class<C> type) {
        return recorder.all(Effect.Sent.class).stream()
                .filter(each -> each.endpoint() == endpoint && type.isInstance(each.command()))
                .map(each -> type.cast(each.command()))
                .toList();
    }

    public List<String> log() {
        return recorder.log();
    }

    public static Arrive arrival(long sequence, CollectiveKind kind, Content content) {
        return Arrive.of(0, sequence, kind, 30 * SECOND, -1).withContent(content);
    }

    public static Value value(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Value(new Content(Content.Kind.VALUE, 0, bytes.length), Payload.of(bytes));
    }

    public static String text(Payload payload) {
        return payload == null
                ? null
                : java.nio.charset.StandardCharsets.UTF_8
                        .decode(payload.bytes())
                        .toString();
    }

    private static Value concatenate(List<CollectiveCall.Contribution> all) {
        StringBuilder joined = new StringBuilder();
        all.forEach(each -> joined.append(text(each.value().payload())));
        return value(joined.toString());
    }
}
