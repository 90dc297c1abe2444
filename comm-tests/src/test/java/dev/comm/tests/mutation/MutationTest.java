package dev.comm.tests.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Secret;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.work.Report;
import dev.comm.core.testing.Extent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * B10, SEC-09, SEC-22: a live master, a healthy node and their barriers are not disturbed by any wrong byte of a node.
 *
 * <p>Each byte of a recorded session is changed in one of four ways, in turn, or in two ways with the profile
 * {@code full}. Of payloads only some bytes are changed. {@code -Dcomm.mutation.all=true} changes all bytes in all
 * ways.
 */
@Timeout(600)
class MutationTest {
    private static final boolean ALL = Boolean.getBoolean("comm.mutation.all");
    private static final int PAYLOAD_STEP = 7;
    private static final int KINDS_STEP = Extent.of(4, 2);
    private static final int BATCH = 400;
    private static final Secret SECRET =
            Secret.of("I7pnVs-b9DfV4wOoBLz16AuRNjE-m6o3bYcTiDnP53M".getBytes(StandardCharsets.UTF_8));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Hush hush = new Hush();
    private int welcomed;
    private int employed;

    @BeforeEach
    void loadEverything() throws Exception {
        try (Crew crew = new Crew(null, threads)) {
            crew.finish();
        }
    }

    @AfterEach
    void end() {
        hush.close();
        threads.shutdownNow();
    }

    @Test
    void withoutASecretAWrongByteHarmsNobodyElse() throws Exception {
        List<Saying> session = Recording.make(null, threads);
        holdsWhatNodesSay(session);
        Holdings before = Holdings.now();
        List<Mutation> mutations = mutations(session, ALL ? 1 : PAYLOAD_STEP, 1);
        for (int start = 0; start < mutations.size(); start += BATCH) {
            playAll(session, mutations.subList(start, Math.min(mutations.size(), start + BATCH)));
        }
        assertThat(welcomed).as("sessions that became a member").isGreaterThan(mutations.size() / 8);
        assertThat(employed).as("sessions that got work").isGreaterThan(mutations.size() / 16);
        assertThat(before.awaitReturn().isAtMost(before)).isTrue();
        assertThat(hush.troubles()).isEmpty();
    }

    private static void holdsWhatNodesSay(List<Saying> session) {
        assertThat(session.stream().map(each -> FrameType.of(each.command())))
                .contains(
                        FrameType.HELLO,
                        FrameType.PROOF,
                        FrameType.JOIN,
                        FrameType.HEARTBEAT,
                        FrameType.ARRIVE,
                        FrameType.HELD,
                        FrameType.MESSAGE,
                        FrameType.SERVING,
                        FrameType.PROGRESS,
                        FrameType.RESULT,
                        FrameType.LEAVE);
    }

    private void playAll(List<Saying> session, List<Mutation> mutations) throws Exception {
        try (Crew crew = new Crew(null, threads)) {
            crew.tasksForRank2(2 * mutations.size());
            Holdings before = Holdings.now();
            play(session, Mutation.NONE, crew);
            assertThat(employed).as("got work in the unchanged session").isPositive();
            for (Mutation mutation : mutations) {
                play(session, mutation, crew);
            }
            assertThat(before.awaitReturn().descriptors()).isLessThanOrEqualTo(before.descriptors());
            assertThat(crew.master.registry().entries()).containsOnlyKeys(1);
            assertThat(crew.finish()).isPositive();
        }
    }

    private void play(List<Saying> session, Mutation mutation, Crew crew) throws Exception {
        crew.wantBarrier();
        try (Replay replay = replay(session, mutation, crew)) {
            replay.play();
            assertThat(replay.hasEnded()).as("ended after %s", mutation).isTrue();
            welcomed += replay.wasWelcome() ? 1 : 0;
            employed += replay.hadRequest() ? 1 : 0;
        }
    }

    private static Replay replay(List<Saying> session, Mutation mutation, Crew crew) {
        try {
            return new Replay(session, mutation, crew.master.address());
        } catch (IOException e) {
            throw new AssertionError("the master accepts no more connections; the next mutation was " + mutation, e);
        }
    }

    @Test
    void withASecretNoReplayIsLetIn() throws Exception {
        List<Saying> session = Recording.make(SECRET, threads);
        List<Mutation> mutations = mutations(session, 1, ALL ? 1 : PAYLOAD_STEP);
        try (Crew crew = new Crew(SECRET, threads)) {
            Holdings before = Holdings.now();
            for (Mutation mutation : mutations) {
                crew.wantBarrier();
                try (Replay replay = replay(session, mutation, crew)) {
                    replay.shout();
                }
            }
            assertThat(before.awaitReturn().descriptors()).isLessThanOrEqualTo(before.descriptors());
            assertThat(crew.finish()).isPositive();
            Report report = crew.master.report();
            assertThat(report.joined()).extracting(Report.Joined::rank).containsOnly(1);
            assertThat(report.strangers()).isGreaterThanOrEqualTo(mutations.size());
        }
        assertThat(hush.troubles()).isEmpty();
    }

    /**
     * Returns all mutations.
     *
     * @param payloadStep the distance of the changed bytes in a payload
     * @param lateStep the distance of the changed bytes after the handshake
     */
    private static List<Mutation> mutations(List<Saying> session, int payloadStep, int lateStep) {
        List<Mutation> all = new ArrayList<>();
        for (int i = 0; i < session.size(); i++) {
            byte[] frame = session.get(i).frame();
            int fields = frame.length - session.get(i).payload().length;
            int step = i < 2 ? 1 : lateStep;
            for (int at = 0; at < frame.length; at += at < fields ? step : step * payloadStep) {
                for (Mutation.Kind kind : Mutation.Kind.values()) {
                    if (ALL || (kind.ordinal() + at) % KINDS_STEP == 0) {
                        add(all, new Mutation(i, at, kind), frame);
                    }
                }
            }
        }
        return all;
    }

    private static void add(List<Mutation> all, Mutation mutation, byte[] frame) {
        byte[] spoiled = frame.clone();
        mutation.applyTo(mutation.saying(), spoiled);
        if (spoiled[mutation.offset()] != frame[mutation.offset()]) {
            all.add(mutation);
        }
    }
}
