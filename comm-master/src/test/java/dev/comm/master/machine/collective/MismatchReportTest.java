package dev.comm.master.machine.collective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.CallPending;
import dev.comm.api.protocol.CollectiveCommand.CallSite;
import dev.comm.api.protocol.CollectiveCommand.CallSiteAsk;
import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Failure;
import dev.comm.master.machine.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class MismatchReportTest {
    @Test
    void b9_theFirstConflictIsToldToAllWithWhoCalledWhatWhere() {
        Script script = Script.running(4);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(3).gives(0, CollectiveKind.COLLECT, "x");
        assertThat(script.rank(1).got(CallSiteAsk.class)).hasSize(1);
        assertThat(script.rank(3).got(CallSiteAsk.class)).hasSize(1);
        assertThat(call.completion().isDone()).isFalse();
        script.rank(1).says(new CallSite(0, 0, "Main.java:7"));
        script.rank(3).says(new CallSite(0, 0, "Foo.java:42"));
        script.compute();
        Decision decision = call.completion().result().decision();
        assertThat(decision.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(decision.detail())
                .contains("rank 3 called collect at Foo.java:42; ranks 0, 1 called barrier at Main.java:7");
        assertThat(script.rank(1).decision(0)).isEqualTo(decision);
        assertThat(script.rank(3).decision(0)).isEqualTo(decision);
    }

    @Test
    void b9_whoDoesNotSayWhereDelaysTheOthersByASecondAtMost() {
        Script script = Script.running(3);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(2).arrives(0, CollectiveKind.DUP);
        script.afterWithLife(1_100 * Script.MILLI, script.rank(1), script.rank(2));
        assertThat(script.rank(1).decision(0).detail())
                .contains("rank 1 called barrier")
                .contains("rank 2 called dup");
    }

    @Test
    void b9_callsOfMembersThatAreAllGoneAreStillNamed() {
        Script script = Script.running(4);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(2).arrives(0, CollectiveKind.DUP);
        script.rank(1).dies();
        script.rank(2).dies();
        script.rank(3).arrives(0, CollectiveKind.BARRIER);
        assertThat(script.rank(3).decision(0).detail())
                .contains("rank 1 called barrier")
                .contains("rank 2 called dup");
    }

    @Test
    void b9_namesAreCompared() {
        Script script = Script.running(3);
        script.rank(1).says(named("start"));
        script.rank(2).says(named("end"));
        script.rank(1).says(new CallSite(0, 0, ""));
        script.rank(2).says(new CallSite(0, 0, ""));
        assertThat(script.rank(1).decision(0).detail())
                .contains("barrier \"start\"")
                .contains("barrier \"end\"");
    }

    @Test
    void b9_afterwardsTheCommunicatorRepeatsTheError() {
        Script script = Script.running(3);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.rank(1).arrives(1, CollectiveKind.BARRIER);
        script.rank(2).arrives(0, CollectiveKind.DUP);
        script.rank(1).says(new CallSite(0, 0, ""));
        script.rank(2).says(new CallSite(0, 0, ""));
        String detail = script.rank(1).decision(0).detail();
        assertThat(script.rank(1).decision(1).detail())
                .as("the open one ends with it")
                .isEqualTo(detail);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        assertThat(call.completion().failure()).isEqualTo(new Failure(Failure.Kind.BROKEN, detail));
        script.rank(2).arrives(2, CollectiveKind.BARRIER);
        assertThat(script.rank(2).decision(2).detail()).isEqualTo(detail);
    }

    @Test
    void aServingNodeIsCalledAndComesToABarrier() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        Script.Peer two = script.join(-1);
        one.says(new Serving(true, List.of("fit")));
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        assertThat(one.got(CallPending.class)).extracting(CallPending::kind).containsExactly(CollectiveKind.BARRIER);
        assertThat(two.got(CallPending.class)).isEmpty();
        two.says(new Serving(true, List.of("fit")));
        assertThat(two.got(CallPending.class)).hasSize(1);
        one.arrives(0, CollectiveKind.BARRIER);
        two.arrives(0, CollectiveKind.BARRIER);
        assertThat(call.completion().result().decision().survivors()).containsExactly(0, 1, 2);
    }

    @Test
    void aServingNodeCannotTakePartInAnythingElse() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        one.says(new Serving(true, List.of("fit")));
        CollectiveCall call = script.call(CollectiveKind.COLLECT, Script.value("x"));
        one.arrives(0, CollectiveKind.SERVING);
        script.compute();
        assertThat(call.completion().result().decision().outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(one.decision(0).detail()).contains("rank 1 serves requests");
    }

    private static Arrive named(String name) {
        return Arrive.of(0, 0, CollectiveKind.BARRIER, 30 * Script.SECOND, -1).withName(name);
    }
}
