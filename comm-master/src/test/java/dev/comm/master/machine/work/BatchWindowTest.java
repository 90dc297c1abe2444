package dev.comm.master.machine.work;

import static dev.comm.master.machine.WorkScript.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.core.machine.Value;
import dev.comm.master.machine.WorkScript;
import dev.comm.master.machine.membership.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The number of inputs that a batch asks for. */
class BatchWindowTest {
    @Test
    void noSlotStandsIdleForInputsWhenTheirBytesAreTheLimit() {
        WorkScript small = new WorkScript(new WorkSettings(1, SECOND, SECOND, 8, 10, 60 * SECOND, 600 * SECOND));
        Node node = small.serving(1, 16);
        int batch = small.submit(new SubmitCall(WorkScript.spec(1000)))
                .completion()
                .result()
                .batch();
        List<Value> inputs = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            inputs.add(WorkScript.value(i));
        }
        small.submit(new OfferCall(batch, inputs));
        for (int i = 0; i < 49; i++) {
            small.done(node, batch, i, 1);
        }
        NextCall.Next next = small.submit(new NextCall(batch, 49)).completion().result();
        assertThat(next.ends()).hasSize(49);
        assertThat(next.wanted()).as("15 tasks, 16 slots").isEqualTo(1);
    }
}
