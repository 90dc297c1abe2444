package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.core.machine.Event;
import org.junit.jupiter.api.Test;

/** A fault of a disk has a cause of its own. No peer is accused of a protocol violation. */
class OwnFaultTest {
    private final Script script = Script.running(3);

    @Test
    void aNodeMayLeaveForIt() {
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        script.rank(1).says(new Leave(Cause.LOCAL, "free space", Content.NONE));
        assertThat(causeSeenByRank2()).isEqualTo(Cause.LOCAL);
    }

    @Test
    void aNodeThatTheMasterCannotServeIsFencedForIt() {
        script.rank(2).arrives(0, CollectiveKind.BARRIER);
        script.step(new Event.OwnFault(script.rank(1).endpoint(), "make it readable"));
        assertThat(script.rank(1).got(Fenced.class))
                .singleElement()
                .satisfies(fenced -> assertThat(fenced.cause()).isEqualTo(Cause.LOCAL));
        assertThat(causeSeenByRank2()).isEqualTo(Cause.LOCAL);
    }

    private Cause causeSeenByRank2() {
        script.call(CollectiveKind.BARRIER);
        Decision decision = script.rank(2).decision(0);
        assertThat(decision.departures()).hasSize(1);
        return decision.departures().get(0).cause();
    }
}
