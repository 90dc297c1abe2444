package dev.comm.master.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Profile;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.MembershipCommand.Heartbeat;
import dev.comm.api.protocol.MessageCommand.Message;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.LeaveCall;
import dev.comm.core.machine.ReceiveCall;
import dev.comm.core.machine.SendCall;
import dev.comm.core.machine.Value;
import dev.comm.core.machine.message.ReceiveAnyCall;
import dev.comm.master.machine.membership.ShutdownCall;
import dev.comm.master.machine.work.BatchSpec;
import dev.comm.master.machine.work.OfferCall;
import dev.comm.master.machine.work.RequestCall;
import dev.comm.master.machine.work.SubmitCall;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each wait of the master has one test: a log line names its goal after 30 seconds, and again after 60 (W1). */
class WaitTableTest {
    private static final long SECOND = Script.SECOND;
    private static final long LONG = 600 * SECOND;

    private static Script running(int size) {
        return Script.running(size, settings -> settings.timing(Profile.LAN.timing()));
    }

    private static Script serving(int nodes) {
        Script script = Script.serving(settings -> settings.timing(Profile.LAN.timing()));
        for (int i = 0; i < nodes; i++) {
            script.join(-1);
        }
        return script;
    }

    /** Lets time pass. Each node sends a heartbeat every half second. */
    private static void pass(Script script, long nanos) {
        for (long passed = 0; passed < nanos; passed += SECOND / 2) {
            script.after(SECOND / 2);
            script.peers.forEach(peer -> peer.says(new Heartbeat(1, -1, 0, 0)));
        }
    }

    private static List<String> lines(Script script) {
        return script.log().stream()
                .filter(line -> line.contains(" waits for ") || line.contains(" runs ") || line.contains("more tasks"))
                .toList();
    }

    /** Requires no line before 30 seconds, then this line, another one after 60 seconds, and none after 61. */
    private static void tells(Script script, UnaryOperator<String> line) {
        pass(script, 59 * SECOND / 2);
        assertThat(lines(script)).isEmpty();
        pass(script, SECOND / 2);
        assertThat(lines(script)).containsExactly(line.apply("30 s"));
        pass(script, 31 * SECOND);
        assertThat(lines(script)).hasSize(2);
        assertThat(lines(script).get(1)).contains("60 s");
    }

    @Test
    void w1_receive() {
        Script script = running(4);
        Value other = Script.value("x");
        script.rank(3)
                .says(
                        new Message(
                                0, 1, 3, script.rank(3).incarnation(), 0, Script.MASTER_INCARNATION, other.content()),
                        other.payload());
        script.submit(new ReceiveCall(0, 3, 7, LONG));
        tells(
                script,
                time -> "receive from rank 3 under tag 7 waits for " + time
                        + "; messages of that rank under other tags: 1"
                        + "; heard 0.5 s ago, no call of Comm for 29 s");
    }

    @Test
    void w1_receiveAny() {
        Script script = running(3);
        script.submit(new ReceiveAnyCall(0, 7, LONG));
        tells(
                script,
                time -> "receiveAny waits for any of 2 ranks under tag 7 for " + time
                        + "; rank 1: heard 0.5 s ago, no call of Comm for 29 s"
                        + "; rank 2: heard 0.5 s ago, no call of Comm for 29 s");
    }

    @Test
    void w1_theOldestOfSeveralReceivesIsTold() {
        Script script = running(3);
        script.submit(new ReceiveCall(0, 1, 7, LONG));
        pass(script, 10 * SECOND);
        script.submit(new ReceiveCall(0, 2, 7, LONG));
        pass(script, 10 * SECOND);
        Value value = Script.value("x");
        script.rank(1)
                .says(
                        new Message(
                                0, 7, 1, script.rank(1).incarnation(), 0, Script.MASTER_INCARNATION, value.content()),
                        value.payload());
        pass(script, 19 * SECOND);
        assertThat(lines(script)).isEmpty();
        pass(script, SECOND);
        assertThat(lines(script)).hasSize(1);
        assertThat(lines(script).get(0)).startsWith("receive from rank 2 under tag 7 waits for 30 s; ");
    }

    @Test
    void w1_send() {
        Script script = running(4);
        script.submit(new SendCall(0, 2, 7, Script.value("x")));
        tells(
                script,
                time -> "send to rank 2 waits for " + time
                        + "; its connection takes no more bytes, because it does not read"
                        + "; heard 0.5 s ago, no call of Comm for 29 s");
    }

    @Test
    void w1_leave() {
        Script script = running(2);
        script.call(CollectiveKind.BARRIER, LONG);
        pass(script, SECOND);
        script.submit(new LeaveCall(Cause.LEFT, "", Value.NONE, LONG));
        pass(script, 30 * SECOND);
        assertThat(lines(script))
                .contains("the leave of rank 0 waits for its open collectives for 30 s;"
                        + " it goes on without them in 570 s");
        pass(script, 31 * SECOND);
        assertThat(lines(script)).filteredOn(line -> line.contains("leave")).hasSize(2);
    }

    @Test
    void w1_shutdown() {
        Script script = serving(3);
        script.submit(new ShutdownCall(LONG, "done"));
        script.peers.remove(0).dies();
        tells(
                script,
                time -> "the shutdown waits for ranks 2, 3 to leave for " + time
                        + "; rank 2: heard 0.5 s ago, no call of Comm for 29 s"
                        + "; rank 3: heard 0.5 s ago, no call of Comm for 29 s"
                        + "; the master removes them in 570 s");
    }

    @Test
    void w1_request() {
        Script script = serving(3);
        script.peers.get(0).says(new Serving(true, List.of("fit")));
        script.submit(RequestCall.toAll("fit", Script.value("x"), LONG));
        tells(
                script,
                time -> "request 'fit' waits for the answer of rank 1 and for ranks 2, 3 to serve requests for " + time
                        + "; it ends in 570 s");
    }

    private static void submit(Script script, int tasks) {
        BatchSpec spec = WorkScript.spec(tasks);
        int number = script.submit(new SubmitCall(spec)).completion().result().batch();
        List<Value> inputs = java.util.Collections.nCopies(tasks, Script.value("x"));
        script.submit(new OfferCall(number, inputs));
    }

    private static void answer(Script.Peer peer, Request request) {
        peer.says(
                new Result(
                        request.id(),
                        request.attempt(),
                        Status.DONE,
                        Script.value("y").content()),
                Script.value("y").payload());
    }

    @Test
    void w1_aTaskWithoutAnEarlierOne() {
        Script script = serving(1);
        script.peers.get(0).says(new Serving(true, List.of("work")));
        submit(script, 1);
        tells(script, time -> "task 0 of 'work' runs " + time + " on rank 1 (no task of it has ended yet)");
    }

    @Test
    void w1_aTaskIsSlowAgainstTheOthersOfItsHandler() {
        Script script = serving(1);
        Script.Peer node = script.peers.get(0);
        node.says(new Serving(true, List.of("work")));
        submit(script, 4);
        for (int i = 0; i < 3; i++) {
            pass(script, 20 * SECOND);
            answer(node, node.got(Request.class).get(i));
        }
        pass(script, 159 * SECOND / 2);
        assertThat(lines(script)).isEmpty();
        pass(script, SECOND / 2);
        assertThat(lines(script)).containsExactly("task 3 of 'work' runs 80 s on rank 1 (median 20 s)");
        pass(script, 80 * SECOND);
        assertThat(lines(script)).hasSize(2);
        answer(node, node.got(Request.class).get(3));
        pass(script, 500 * SECOND);
        assertThat(lines(script)).hasSize(2);
    }

    @Test
    void w1_manySlowTasksGiveFewLines() {
        Script script = serving(10);
        script.peers.forEach(peer -> peer.says(new Serving(true, List.of("work"))));
        submit(script, 10);
        pass(script, 30 * SECOND);
        assertThat(lines(script)).hasSize(4);
        assertThat(lines(script).get(3)).isEqualTo("7 more tasks run for long, the shortest of them for 30 s");
    }

    @Test
    void aTaskThatIsDoneSoonIsNotTold() {
        Script script = serving(1);
        Script.Peer node = script.peers.get(0);
        node.says(new Serving(true, List.of("work")));
        submit(script, 1);
        pass(script, 20 * SECOND);
        answer(node, node.got(Request.class).get(0));
        pass(script, 100 * SECOND);
        assertThat(lines(script)).isEmpty();
    }
}
