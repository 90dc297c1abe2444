package dev.comm.master.machine.collective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Payload;
import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.DecisionAck;
import dev.comm.api.protocol.CollectiveCommand.Held;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveCommand.Release;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.core.machine.Call;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.ReleaseCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A duplicate lives until all living members have closed it, and then ends. */
class DuplicatesTest {
    private final Script script = Script.running(3);
    private long next;

    @Test
    void c2_tenThousandThatAreClosedLeaveNothing() {
        for (int i = 0; i < 10_000; i++) {
            int id = dup();
            assertThat(id).as("never used again").isEqualTo(i + 1);
            script.submit(new ReleaseCall(id));
            releases(1, id);
            assertThat(script.machine.remembered()).isEqualTo(1);
            releases(2, id);
            script.rank(1).says(new DecisionAck(0, next - 1));
            script.recorder.clear();
        }
        assertThat(script.machine.remembered()).isZero();
    }

    @Test
    void aDeadMemberNeedsNotCloseIt() {
        int id = dup();
        script.submit(new ReleaseCall(id));
        releases(1, id);
        assertThat(script.machine.remembered()).isEqualTo(1);
        script.rank(2).dies();
        assertThat(script.machine.remembered()).isZero();
    }

    @Test
    void rankZeroNeedsNotCloseItAfterItHasLeft() {
        int id = dup();
        releases(1, id);
        releases(2, id);
        assertThat(script.machine.remembered()).isEqualTo(1);
        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, Script.SECOND));
        assertThat(script.machine.remembered()).isZero();
    }

    @Test
    void b1_aCallAfterAMemberHasClosedItFailsOnAllOthers() {
        int id = dup();
        releases(2, id);
        CollectiveCall call = barrier(id);
        assertThat(call.completion().isDone()).as("before rank 1 has arrived").isFalse();
        arrives(1, id, 0);
        Decision decision = call.completion().result().decision();
        assertThat(decision.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(decision.detail()).contains("close a duplicate on all ranks after the same call: rank 2");
        assertThat(script.rank(1).decision(0)).isNotNull();
        assertThat(script.rank(1).got(Decision.class)).contains(decision);
        assertThat(script.rank(2).got(Decision.class)).doesNotContain(decision);
    }

    @Test
    void aCallThatWaitsForAMemberThatClosesItFails() {
        int id = dup();
        CollectiveCall call = barrier(id);
        arrives(1, id, 0);
        releases(2, id);
        assertThat(call.completion().result().decision().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void rankZeroClosesItWhenItsOpenCallHasEnded() {
        int id = dup();
        CollectiveCall call = barrier(id);
        script.submit(new ReleaseCall(id));
        releases(1, id);
        assertThat(call.completion().isDone()).as("rank 2 has not arrived").isFalse();
        assertThat(failure(barrier(id)).kind()).isEqualTo(Failure.Kind.CLOSED);
        arrives(2, id, 0);
        assertThat(call.completion().isDone()).isTrue();
        releases(2, id);
        assertThat(script.machine.remembered()).isZero();
    }

    @Test
    void whatIsOnItsWayToAClosedOneIsDropped() {
        int id = dup();
        script.submit(new ReleaseCall(id));
        releases(1, id);
        arrives(1, id, 0);
        releases(2, id);
        script.rank(2).says(new Held(id, 0, 0, 0));
        releases(2, id);
        Value late = Script.value("x");
        Arrive arrival = Arrive.of(id, 0, CollectiveKind.COLLECT, Script.SECOND, -1);
        script.rank(2).says(arrival.withContent(late.content()), late.payload());
        assertThat(script.rank(1).got(Fenced.class)).isEmpty();
        assertThat(script.rank(2).got(Fenced.class)).isEmpty();
    }

    @Test
    void nobodyClosesTheCommunicatorOfAll() {
        releases(1, 0);
        assertThat(script.rank(1).got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.PROTOCOL);
        releases(2, 7);
        assertThat(script.rank(2).got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.PROTOCOL);
    }

    @Test
    void p1_itsMessagesEndWithIt() {
        int id = dup();
        script.submit(new SendCall(id, 0, 0, Script.value("unread")));
        Call<Value> open = script.submit(new ReceiveCall(id, 1, 0, Script.SECOND));
        script.submit(new ReleaseCall(id));
        assertThat(failure(open).kind()).isEqualTo(Failure.Kind.CLOSED);
        assertThat(failure(script.submit(new ReceiveCall(id, 0, 0, 0))).kind()).isEqualTo(Failure.Kind.CLOSED);
        assertThat(failure(script.submit(new SendCall(id, 1, 0, Value.NULL))).kind())
                .isEqualTo(Failure.Kind.CLOSED);
        assertThat(failure(script.submit(new ReceiveCall(0, 0, 0, 0))))
                .as("of another communicator")
                .isNull();
    }

    private int dup() {
        CollectiveCall dup = script.call(CollectiveKind.DUP);
        script.rank(1).arrives(next, CollectiveKind.DUP);
        script.rank(2).arrives(next, CollectiveKind.DUP);
        next++;
        return dup.completion().result().decision().created();
    }

    private CollectiveCall barrier(int id) {
        CollectiveCall.Key key = new CollectiveCall.Key(id, CollectiveKind.BARRIER, "", "");
        CollectiveCall call = new CollectiveCall(key, Script.SECOND, List.of(), null, () -> "");
        script.submit(call);
        return call;
    }

    private void arrives(int rank, int id, long sequence) {
        script.rank(rank).says(Arrive.of(id, sequence, CollectiveKind.BARRIER, Script.SECOND, -1));
    }

    private void releases(int rank, int id) {
        script.rank(rank).says(new Release(id), (Payload) null);
    }

    private static Failure failure(Call<?> call) {
        return call.completion().failure();
    }
}
