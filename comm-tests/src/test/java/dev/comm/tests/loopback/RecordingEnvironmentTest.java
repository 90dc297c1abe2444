package dev.comm.tests.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Communicator;
import dev.comm.api.Verdict;
import dev.comm.api.error.FencedException;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.check.HistoryChecker;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real members are recorded like simulated ones, and can be stopped and killed. */
@Timeout(120)
class RecordingEnvironmentTest {
    @Test
    void aRealBarrierKeepsAllPromises() throws Exception {
        try (RecordedTeam team = new RecordedTeam(2)) {
            List<CompletableFuture<Verdict>> calls = List.of(
                    team.at(0, Communicator::barrier),
                    team.at(1, Communicator::barrier),
                    team.at(2, Communicator::barrier));
            for (CompletableFuture<Verdict> call : calls) {
                assertThat(RecordedTeam.get(call).survivors()).containsExactly(0, 1, 2);
            }
            assertThat(team.history.of(Occurrence.Returned.class)).hasSize(3);
            assertThat(HistoryChecker.breaches(team.history)).isEmpty();
            assertThat(team.frames)
                    .contains("1 sent HELLO", "0 received HELLO", "1 sent ARRIVE", "0 received ARRIVE")
                    .contains("0 sent DECISION", "2 received DECISION");
        }
    }

    @Test
    void aKilledMemberSaysNothingMoreAndTheOthersAreReleased() throws Exception {
        try (RecordedTeam team = new RecordedTeam(2)) {
            CompletableFuture<Verdict> master = team.at(0, Communicator::barrier);
            CompletableFuture<Verdict> first = team.at(1, Communicator::barrier);
            team.recorder.fault(Occurrence.Fault.Kind.CRASH, 2);
            assertThat(team.environments.get(2).kill()).isTrue();
            assertThat(RecordedTeam.get(master).survivors()).containsExactly(0, 1);
            assertThat(RecordedTeam.get(first).survivors()).containsExactly(0, 1);
            CompletableFuture<Verdict> dead = team.at(2, Communicator::barrier);
            assertThatThrownBy(() -> RecordedTeam.get(dead))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(Error.class)
                    .hasMessageContaining("killed");
            assertThat(team.history.of(Occurrence.Called.class))
                    .noneMatch(call -> call.life().process() == 2);
            assertThat(HistoryChecker.breaches(team.history)).isEmpty();
            assertThat(team.environments.get(2).kill()).isFalse();
        }
    }

    @Test
    void aFrozenMemberStandsStillAndLearnsItsFateWhenItThaws() throws Exception {
        try (RecordedTeam team = new RecordedTeam(2)) {
            team.recorder.fault(Occurrence.Fault.Kind.FREEZE, 1);
            assertThat(team.environments.get(1).freeze()).isTrue();
            CompletableFuture<Verdict> frozen = team.at(1, Communicator::barrier);
            CompletableFuture<Verdict> master = team.at(0, Communicator::barrier);
            CompletableFuture<Verdict> other = team.at(2, Communicator::barrier);
            assertThat(RecordedTeam.get(master).survivors()).containsExactly(0, 2);
            assertThat(RecordedTeam.get(other).survivors()).containsExactly(0, 2);
            assertThat(frozen).isNotDone();
            team.recorder.fault(Occurrence.Fault.Kind.THAW, 1);
            assertThat(team.environments.get(1).thaw()).isTrue();
            assertThatThrownBy(() -> RecordedTeam.get(frozen)).hasCauseInstanceOf(FencedException.class);
            assertThat(HistoryChecker.breaches(team.history)).isEmpty();
        }
    }
}
