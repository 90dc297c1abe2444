package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.MembershipCommand.ViewChange;
import dev.comm.core.codec.FrameEncoder;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Event;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The number of effects grows linearly with the number of members. */
class ScaleTest {
    private static final int SIZE = 4_096;

    @Test
    void aBarrierOfManyCostsOneFrameEach() {
        Script script = Script.running(SIZE);
        script.recorder.clear();
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        for (Script.Peer peer : script.peers) {
            peer.arrives(0, CollectiveKind.BARRIER);
        }
        Decision decision = call.completion().result().decision();
        assertThat(decision.survivors()).hasSize(SIZE);
        assertThat(FrameEncoder.encode(decision, 0, false, 0).remaining())
                .as("bytes of the verdict")
                .isLessThan(100);
        assertThat(script.recorder.effects()).hasSize(SIZE);
    }

    @Test
    void theLossOfARackIsOneViewChange() {
        Script script = Script.running(SIZE);
        List<Script.Peer> living = script.peers.subList(0, SIZE / 2);
        CollectiveCall call = script.call(CollectiveKind.BARRIER);
        living.forEach(peer -> peer.arrives(0, CollectiveKind.BARRIER));
        for (int i = 0; i < 24; i++) {
            script.after(100 * Script.MILLI);
            living.forEach(peer -> script.step(new Event.Heard(peer.endpoint())));
        }
        Decision decision = call.completion().result().decision();
        assertThat(decision.departures()).hasSize(SIZE - 1 - SIZE / 2);
        assertThat(living.get(7).got(ViewChange.class)).hasSize(1);
    }
}
