package dev.comm.master.machine.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Draining;
import dev.comm.api.protocol.MembershipCommand.Fenced;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.work.RegistryEntry;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import dev.comm.master.machine.Script;
import dev.comm.master.machine.WorkScript;
import dev.comm.master.machine.work.OfferCall;
import dev.comm.master.machine.work.SubmitCall;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureDetectorTest {
    @Test
    void b5_silenceEndsInADepartureWithinTheDeadTimeAndTwoHeartbeats() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.afterWithLife(1_900 * Script.MILLI, script.rank(1));
        assertThat(call.completion().isDone()).isFalse();
        script.afterWithLife(100 * Script.MILLI + 2 * 200 * Script.MILLI + 20 * Script.MILLI, script.rank(1));
        assertThat(call.completion().result().decision().departures())
                .extracting(Departure::cause)
                .containsExactly(Cause.SILENT);
        assertThat(script.rank(2).got(Fenced.class)).hasSize(1);
    }

    @Test
    void b5_whoFallsSilentTogetherDepartsInOneView() {
        Script script = Script.running(6);
        script.afterWithLife(3 * Script.SECOND, script.rank(1));
        assertThat(script.rank(1).got(ViewChange.class)).hasSize(1);
        assertThat(script.rank(1).got(ViewChange.class).get(0).departed()).hasSize(4);
    }

    @Test
    void b4_heartbeatsKeepAMemberAndSilenceMakesItSuspectFirst() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        script.after(900 * Script.MILLI);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.SUSPECT);
        one.says(new Heartbeat(1, -1, 1, 0));
        script.after(250 * Script.MILLI);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.ALIVE);
        assertThat(one.isFinished()).isFalse();
    }

    @Test
    void aSuspectNodeThatIsHeardGetsWorkAgainInTheSameTurn() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = suspectWithATaskForIt(script);
        one.says(new Heartbeat(1, -1, 1, 0));
        script.after(0);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.ALIVE);
        assertThat(one.got(Request.class)).hasSize(1);
    }

    @Test
    void aSuspectNodeThatIsHeardForTheLastTimeIsGivenNoTask() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = suspectWithATaskForIt(script);
        one.says(new Heartbeat(1, -1, 1, 0));
        one.says(new Leave(Cause.FAILED, "it broke", Content.NONE));
        script.after(0);
        assertThat(one.got(Request.class)).isEmpty();
    }

    @Test
    void t3_aSuspectNodeWhoseHeartbeatLengthensItsLiveTimeInTimeDoesNotExpire() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        one.says(new Heartbeat(1, 100 * Script.MILLI, 1, 0));
        script.afterWithLife(1_400 * Script.MILLI, one);
        script.after(699 * Script.MILLI);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.SUSPECT);
        script.now += 2 * Script.MILLI;
        one.says(new Heartbeat(2, 10 * Script.SECOND, 1, 0));
        script.after(0);
        assertThat(one.got(Fenced.class)).isEmpty();
        assertThat(state(script)).isEqualTo(RegistryEntry.State.ALIVE);
    }

    @Test
    void heartbeatsGoOutAtTheAgreedIntervalWithJitter() {
        Script script = Script.running(2);
        script.afterWithLife(20 * Script.SECOND, script.rank(1));
        assertThat(script.rank(1).got(Heartbeat.class)).hasSizeBetween(85, 115);
    }

    @Test
    void aHeartbeatGoesInTheStepInWhichItsNodeIsHeardOnceItMay() {
        Script script = Script.running(2);
        Script.Peer one = script.rank(1);
        script.after(179 * Script.MILLI);
        one.says(new Heartbeat(1, -1, 1, 0));
        assertThat(one.got(Heartbeat.class))
                .as("a pause is nine tenths at least")
                .isEmpty();
        script.after(2 * Script.MILLI);
        one.says(new Heartbeat(1, -1, 1, 0));
        assertThat(one.got(Heartbeat.class)).hasSize(1);
        one.says(new Heartbeat(1, -1, 1, 0));
        assertThat(one.got(Heartbeat.class)).as("the next pause has begun").hasSize(1);
        script.after(185 * Script.MILLI);
        one.arrives(0, CollectiveKind.BARRIER);
        assertThat(one.got(Heartbeat.class)).as("any frame is a sign of life").hasSize(2);
    }

    @Test
    void aNodeThatSaysNothingHearsTheMasterAllTheSame() {
        Script script = Script.running(2);
        script.after(5 * (220 + 10) * Script.MILLI);
        assertThat(script.rank(1).got(Heartbeat.class)).hasSizeBetween(5, 6);
    }

    @Test
    void whoIsGoneGetsNoHeartbeatForItsLastBytes() {
        Script script = Script.running(3);
        Script.Peer one = script.rank(1);
        script.after(190 * Script.MILLI);
        script.step(new Event.Stalled(one.endpoint(), "64 KiB of control frames wait"));
        script.step(new Event.Heard(one.endpoint()));
        assertThat(one.got(Heartbeat.class)).isEmpty();
    }

    @Test
    void b14_aMasterThatSleptBuriesNobody() {
        Script script = Script.running(3);
        script.afterWithLife(Script.SECOND, script.rank(1), script.rank(2));
        script.now += 60 * Script.SECOND;
        script.step(new Event.Deadline());
        script.after(Script.SECOND);
        assertThat(script.rank(1).isFinished()).isFalse();
        assertThat(script.log()).anyMatch(line -> line.contains("this process was stopped or busy for"));
        script.afterWithLife(5 * Script.SECOND, script.rank(1));
        assertThat(script.rank(1).isFinished()).isFalse();
        assertThat(script.rank(2).got(Fenced.class))
                .as("silence while awake counts")
                .hasSize(1);
    }

    @Test
    void b14_onePauseIsCountedOnce() {
        Script script = Script.running(3);
        script.afterWithLife(Script.SECOND, script.rank(1), script.rank(2));
        script.now += 10 * Script.SECOND;
        for (int i = 0; i < 50; i++) {
            script.step(new Event.Heard(script.rank(1).endpoint()));
        }
        assertThat(script.log())
                .filteredOn(line -> line.contains("was stopped"))
                .hasSize(1);
        script.afterWithLife(3 * Script.SECOND, script.rank(1));
        assertThat(script.rank(2).got(Fenced.class)).hasSize(1);
    }

    @Test
    void b14_aHandshakeIsNotHeldToTheTimeTheMasterSlept() {
        Script script = Script.running(2);
        Script.Peer newcomer = script.open();
        script.now += 60 * Script.SECOND;
        script.step(new Event.Deadline());
        assertThat(newcomer.isAborted()).isFalse();
    }

    @Test
    void aStalledPeerDepartsAtOnce() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.rank(1).arrives(0, CollectiveKind.BARRIER);
        script.step(new Event.Stalled(script.rank(2).endpoint(), "64 KiB of control frames wait"));
        assertThat(call.completion().result().decision().departures().get(0).cause())
                .isEqualTo(Cause.STALLED);
    }

    @Test
    void aResetAndABreachOfProtocolHaveTheirOwnCauses() {
        Script script = Script.running(3);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        script.step(new Event.Closed(script.rank(1).endpoint(), Event.Closed.Reason.RESET, "connection reset"));
        script.step(new Event.Violated(script.rank(2).endpoint(), "bad magic"));
        List<Departure> gone = call.completion().result().decision().departures();
        assertThat(gone).extracting(Departure::cause).containsExactly(Cause.RESET, Cause.PROTOCOL);
    }

    @Test
    void t3_aNodeThatOutlivesItsLiveTimeExpires() {
        Script script = Script.serving(settings -> settings);
        Script.Peer one = script.join(-1);
        one.says(new Draining(Script.SECOND));
        assertThat(state(script)).isEqualTo(RegistryEntry.State.DRAINING);
        script.afterWithLife(2_900 * Script.MILLI, one);
        assertThat(one.got(Fenced.class)).isEmpty();
        script.afterWithLife(500 * Script.MILLI, one);
        assertThat(one.got(Fenced.class)).extracting(Fenced::cause).containsExactly(Cause.EXPIRED);
    }

    /** Returns a suspect node that serves, and for which a task waits. */
    private static Script.Peer suspectWithATaskForIt(Script script) {
        Script.Peer one = script.join(-1);
        one.says(new Serving(true, List.of("work")));
        script.after(900 * Script.MILLI);
        assertThat(state(script)).isEqualTo(RegistryEntry.State.SUSPECT);
        SubmitCall batch = new SubmitCall(WorkScript.spec(1));
        int number = script.submit(batch).completion().result().batch();
        script.submit(new OfferCall(number, List.of(Script.value("a task"))));
        assertThat(one.got(Request.class)).isEmpty();
        return one;
    }

    private static RegistryEntry.State state(Script script) {
        return script.submit(new RegistryCall())
                .completion()
                .result()
                .entries()
                .get(1)
                .state();
    }
}
