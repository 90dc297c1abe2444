package dev.comm.master.machine.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.WorkCommand.Serving;
import dev.comm.master.machine.Script;
import dev.comm.master.machine.WorkScript;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** E1: one log line names a departure, its cause and the fate of the work of the node. */
class LostWorkTest {
    private final WorkScript work = new WorkScript();

    private static Script withTasks(int nodes, int tasks) {
        Script script = Script.serving(settings -> settings);
        for (int i = 0; i < nodes; i++) {
            script.join(-1).says(new Serving(true, List.of("work")));
        }
        int batch = script.submit(new SubmitCall(WorkScript.spec(tasks)))
                .completion()
                .result()
                .batch();
        List<dev.comm.core.machine.Value> inputs = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            inputs.add(WorkScript.value(i));
        }
        script.submit(new OfferCall(batch, inputs));
        return script;
    }

    private static List<String> lines(Script script) {
        return script.log().stream()
                .filter(line -> line.contains("departed") || line.contains("unanswered"))
                .toList();
    }

    @Test
    void e1_aLostNodeWithWorkIsToldInOneLine() {
        Script script = withTasks(2, 2);
        script.rank(1).dies();
        assertThat(lines(script))
                .containsExactly(
                        "rank 1 at host departed: CLOSED; it held 1 unanswered task: another node runs it again");
    }

    @Test
    void e1_theLineDoesNotPromiseANodeThatIsNotThere() {
        Script script = withTasks(1, 3);
        script.rank(1).dies();
        assertThat(lines(script))
                .containsExactly("rank 1 at host departed: CLOSED; it held 1 unanswered task: it waits for a node that"
                        + " can take it, because none is left");
    }

    @Test
    void e1_aNodeThatLeavesAsPlannedLosesNoWork() {
        Script script = withTasks(2, 2);
        script.rank(1).says(new Leave(Cause.LEFT, "done", Content.NONE));
        assertThat(lines(script)).containsExactly("rank 1 at host departed: LEFT, done");
    }

    @Test
    void e1_aNodeWithAnotherHandlerIsNoReplacement() {
        Node one = work.serve(work.join(1, 2), "work");
        work.serve(work.join(2, 2), "other");
        work.batch(2);
        assertThat(lostWith(one))
                .isEqualTo("it held 2 unanswered tasks: they wait for a node that can take them, because none is left");
    }

    @Test
    void e1_aTaskThatWasLostTooOftenFails() {
        Node one = work.serving(1, 1);
        work.batch(new BatchSpec("work", 1, -1, -1, 0, 1, 0, -1, "", -1, 0));
        work.serving(2, 1);
        assertThat(lostWith(one)).isEqualTo("it held 1 unanswered task: another node runs it again");
        work.depart(one, Cause.CLOSED);
        Node two = work.member(2);
        assertThat(lostWith(two))
                .isEqualTo("it held 1 unanswered task: it fails, because it was lost with its node too often");
    }

    /** Asks the work part about a node that is no longer a member. */
    private String lostWith(Node node) {
        Node.State before = node.state();
        work.leaves(node);
        String text = work.work.lostWith(node, work.now);
        work.returns(node, before);
        return text;
    }
}
