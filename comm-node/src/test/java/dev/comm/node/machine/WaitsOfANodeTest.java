package dev.comm.node.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Communicator;
import dev.comm.api.Profile;
import dev.comm.api.protocol.MessageCommand;
import dev.comm.api.protocol.MessageCommand.MessageCredit;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.message.ProceedCall;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.node.machine.work.RequestTrackerTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each wait that only the node sees has one test: a log line names its goal after 30 seconds, and after 60 (W1). */
class WaitsOfANodeTest {
    private static final long LONG = Duration.ofMinutes(10).toNanos();

    private final Script script = Script.member(Script.config().timing(Profile.LAN.timing()));

    private List<String> lines() {
        return script.out.log().stream()
                .filter(line -> line.contains(" waits for "))
                .toList();
    }

    /** Requires no line before 30 seconds, then this line, another one after 60 seconds, and none after 61. */
    private void tells(String line) {
        script.passWithMaster(Duration.ofMillis(29_999));
        assertThat(lines()).isEmpty();
        script.passWithMaster(Duration.ofMillis(1));
        assertThat(lines()).containsExactly(line);
        script.passWithMaster(Duration.ofSeconds(31));
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(1)).contains("for 60 s");
    }

    @Test
    void w1_receive() {
        script.submit(new ReceiveCall(0, 3, 7, LONG));
        tells("receive from rank 3 under tag 7 waits for 30 s");
    }

    @Test
    void w1_exchange() {
        ReceiveCall exchange = new ReceiveCall(new ReceiveCall.Address(0, 3, 7), LONG, 1);
        script.submit(exchange);
        script.passWithMaster(Duration.ofSeconds(31));
        assertThat(lines())
                .containsExactly("exchange waits for its send to rank 1 for 30 s; then it takes the message of rank 3"
                        + " under tag 7");
        script.submit(new ProceedCall(exchange));
        script.passWithMaster(Duration.ofSeconds(31));
        assertThat(lines().get(1)).isEqualTo("exchange waits for the message of rank 3 under tag 7 for 60 s");
    }

    @Test
    void w1_anExchangeThatSendsNothing() {
        script.submit(new ReceiveCall(new ReceiveCall.Address(0, 3, 7), LONG, Communicator.NOBODY));
        tells("exchange waits for the message of rank 3 under tag 7 for 30 s");
    }

    @Test
    void w1_receiveAny() {
        script.submit(new ReceiveAnyCall(0, 7, LONG));
        tells("receiveAny waits for any of 3 ranks under tag 7 for 30 s");
    }

    @Test
    void aReceiveThatEndsIsNotTold() {
        script.submit(new ReceiveCall(0, 3, 7, Duration.ofSeconds(20).toNanos()));
        script.passWithMaster(Duration.ofSeconds(100));
        assertThat(lines()).isEmpty();
    }

    @Test
    void w1_sendWithoutCredit() {
        int size = MessageCommand.UNASKED_BYTES;
        Value large = Script.value("x".repeat(size));
        script.submit(new SendCall(0, 3, 7, large));
        script.submit(new SendCall(0, 3, 7, Script.value("x")));
        tells("send to rank 3 waits for 30 s; rank 3 does not read, and the master keeps no more for it;"
                + " sends behind it: 1");
        script.receive(new MessageCredit(3, script.incarnationOf(3), 4L * size, true));
        Object token = script.out.sent().stream()
                .filter(sent -> sent.token() instanceof SendCall call && call.value() == large)
                .findFirst()
                .orElseThrow()
                .token();
        script.step(new Event.Sent(script.endpoint, token));
        script.step(new Event.Sent(script.endpoint, script.out.lastToken()));
        script.passWithMaster(Duration.ofSeconds(500));
        assertThat(lines()).hasSize(2);
    }

    @Test
    void w1_sendThatTheConnectionDoesNotTake() {
        script.submit(new SendCall(0, 0, 7, Script.value("x")));
        tells("send to rank 0 waits for 30 s; the connection to the master takes no more bytes");
    }

    @Test
    void w1_leave() {
        RequestTrackerTest.serve(script, "fit");
        script.receive(RequestTrackerTest.request(1));
        RequestTrackerTest.work(script);
        script.submit(new SendCall(0, 0, 7, Script.value("x")));
        script.passWithMaster(Duration.ofSeconds(1));
        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, LONG));
        script.passWithMaster(Duration.ofSeconds(30));
        assertThat(lines())
                .contains("the leave of this node waits for its running handlers, its messages for 30 s;"
                        + " it leaves without them in 570 s");
    }
}
