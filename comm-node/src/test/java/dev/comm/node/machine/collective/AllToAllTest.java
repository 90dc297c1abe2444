package dev.comm.node.machine.collective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.protocol.CollectiveCommand.Arrive;
import dev.comm.api.protocol.CollectiveCommand.Outcome;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.CollectiveCall;
import dev.comm.core.machine.Value;
import dev.comm.node.machine.Script;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A node sends its values for all ranks in one arrival. */
class AllToAllTest {
    private static final long TIMEOUT = Duration.ofSeconds(1).toNanos();

    private static CollectiveCall call(Value... values) {
        CollectiveCall.Key key = new CollectiveCall.Key(0, CollectiveKind.ALL_TO_ALL, "step", "");
        return new CollectiveCall(key, TIMEOUT, List.of(values), null, () -> "Main.java:12");
    }

    @Test
    void c1_theValuesForAllRanksTravelInOneArrivalWithTheirLengths() {
        Script script = Script.member();
        script.submit(call(Script.value("x"), Value.NULL, Script.value("yz")));
        Arrive arrive = script.out.only(Arrive.class);
        assertThat(arrive.content()).isEqualTo(new Content(Content.Kind.VALUE, 0, 3));
        assertThat(arrive.parts())
                .containsExactly(
                        Script.value("x").content(),
                        Content.NULL,
                        Script.value("yz").content());
    }

    @Test
    void anAllToAllOfNothingHasNoPayload() {
        Script script = Script.member();
        script.submit(call(Value.NULL));
        assertThat(script.out.only(Arrive.class).content()).isEqualTo(Content.NONE);
        assertThat(script.out.only(Arrive.class).parts()).containsExactly(Content.NULL);
    }

    @Test
    void b6_aCallThatWaitedForRoomTooLongArrivesWithOneErrorInPlaceOfAllValues() {
        Script script = Script.member();
        for (int i = 0; i < 16; i++) {
            script.submit(CollectivesTest.barrier());
        }
        script.submit(call(Script.value("x"), Script.value("y")));
        script.passWithMaster(Duration.ofNanos(TIMEOUT));
        script.receive(CollectivesTest.decision(0, Outcome.SUCCESS));
        Arrive arrival = script.out.commands(Arrive.class).get(16);
        assertThat(arrival.content().kind()).isEqualTo(Content.Kind.FAILED);
        assertThat(arrival.parts()).isEmpty();
    }
}
