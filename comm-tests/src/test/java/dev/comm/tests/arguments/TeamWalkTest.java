package dev.comm.tests.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.AsyncCommunicator;
import dev.comm.api.CallOptions;
import dev.comm.api.Collected;
import dev.comm.api.Communicator;
import dev.comm.api.error.CallTimeoutException;
import dev.comm.api.error.CommException;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.sim.SimCluster;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * All ranks make the same calls of a communicator, each with an extreme argument. After each call all ranks still meet
 * at a barrier.
 */
@Timeout(300)
class TeamWalkTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Set<String> ENDS = Set.of("leave", "close");
    /** The calls that may wait for a message that no rank sends. They end before the collective after them does. */
    private static final Set<String> MAY_WAIT_ALONE = Set.of("receive", "receiveAny", "exchange");

    private final Judge judge = new Judge(Map.of());
    private final AtomicReference<String> present = new AtomicReference<>("");

    @Test
    void noArgumentOfACommunicatorDisturbsTheTeam() {
        SimCluster cluster = new SimCluster(2, 0xa46);
        cluster.program(this::walk).limit(Duration.ofHours(10));
        assertThat(cluster.run().endings())
                .as("the last call was %s; complaints: %s", present, judge.complaints())
                .allMatch(ending -> ending.error() == null);
        assertThat(judge.complaints()).isEmpty();
        assertThat(judge.calls()).isGreaterThan(500);
    }

    private void walk(Communicator comm) {
        Samples samples = samples(comm);
        List<Attempt> attempts = new ArrayList<>();
        Communicator brief = comm.with(CallOptions.DEFAULT.timeout(Duration.ofSeconds(1)));
        Walk.methods(Communicator.class, ENDS)
                .forEach(each -> attempts.addAll(
                        Attempt.all(MAY_WAIT_ALONE.contains(each.getName()) ? brief : comm, each, samples)));
        AsyncCommunicator async = comm.async();
        Walk.methods(AsyncCommunicator.class, ENDS)
                .forEach(each -> attempts.addAll(
                        Attempt.all(MAY_WAIT_ALONE.contains(each.getName()) ? brief.async() : async, each, samples)));
        for (Attempt each : attempts) {
            attempt(comm, each);
        }
    }

    private static Samples samples(Communicator comm) {
        List<CallOptions> options = new ArrayList<>();
        Samples jdk = Samples.ofJdk();
        for (Method each : Walk.methods(CallOptions.class, Set.of())) {
            for (Attempt change : Attempt.all(CallOptions.DEFAULT, each, jdk)) {
                if (change.run().result() instanceof CallOptions changed) {
                    options.add(changed);
                }
            }
        }
        return jdk.with(CallOptions.class, CallOptions.DEFAULT, options)
                .named("send.rank", next(comm))
                .named("receive.rank", previous(comm))
                .named("exchange.to", next(comm))
                .named("exchange.from", previous(comm));
    }

    private void attempt(Communicator comm, Attempt attempt) {
        present.set("rank " + comm.rank() + ": " + attempt);
        if (attempt.what().getName().startsWith("receive")) {
            comm.send(next(comm), 7);
        }
        Object result = judge.call(attempt);
        if (result instanceof CompletionStage<?> stage) {
            await(attempt, stage);
        } else if (result instanceof Communicator other) {
            meet(attempt, other);
        }
        Collected<Integer> all = comm.collect(comm.rank());
        takeAll(comm);
        comm.barrier(); // so that no rank takes a message of the next attempt
        if (!all.verdict().survivors().equals(Set.of(0, 1, 2))
                || comm.rank() == 0 && all.present().size() != 3) {
            judge.complain(attempt + " changed the team: " + all);
        }
    }

    private void await(Attempt attempt, CompletionStage<?> stage) {
        try {
            Cluster.await(stage, MINUTE);
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            boolean isOfPlaces = (cause instanceof IllegalArgumentException || cause instanceof NullPointerException)
                    && cause.getMessage().startsWith("give a place for each ");
            if (!(cause instanceof CommException || cause instanceof Planted || isOfPlaces)) {
                judge.complain(attempt + " ended with " + e.getCause());
            }
        }
    }

    /** Calls a barrier. With a short timeout it may miss the other ranks. */
    private void meet(Attempt attempt, Communicator other) {
        try {
            other.barrier();
        } catch (CommException e) {
            if (e instanceof dev.comm.api.error.BugException) {
                judge.complain(attempt + " made a communicator that threw " + e);
            }
        }
    }

    private static int next(Communicator comm) {
        return (comm.rank() + 1) % comm.size();
    }

    private static int previous(Communicator comm) {
        return (comm.rank() + comm.size() - 1) % comm.size();
    }

    /** Receives all messages that were sent before the last barrier. */
    private static void takeAll(Communicator comm) {
        for (int from = 0; from < comm.size(); from++) {
            try {
                while (true) {
                    comm.receive(from, Object.class, Duration.ZERO);
                }
            } catch (CallTimeoutException e) {
                // No message is left.
            }
        }
    }
}
