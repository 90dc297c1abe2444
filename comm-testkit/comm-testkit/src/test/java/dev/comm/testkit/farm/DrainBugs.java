package dev.comm.testkit.farm;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.MembershipCommand.Leave;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.DrainCall;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.testkit.sim.DrainWorkload;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Machines that do not end in order when their process is asked to end. */
final class DrainBugs {
    private DrainBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofNodes(
                        "the nodes go on after SIGTERM until they are killed",
                        "Q1",
                        20,
                        DrainWorkload::cluster,
                        Bug.deafTo(event ->
                                event instanceof Event.Submitted submitted && submitted.call() instanceof DrainCall)),
                Bug.ofNodes(
                        "the nodes say no goodbye after SIGTERM",
                        "Q1",
                        20,
                        DrainWorkload::cluster,
                        afterSignal(command -> command instanceof Leave)),
                Bug.ofNodes(
                        "the nodes keep the results of their last tasks after SIGTERM",
                        "Q1",
                        40,
                        DrainWorkload::cluster,
                        afterSignal(command -> command instanceof Result result && result.status() == Status.DONE)));
    }

    /** Drops the commands that match after the signal. */
    private static UnaryOperator<Machine> afterSignal(Predicate<Command> dropped) {
        return real -> new Mutant(real) {
            private boolean isAsked;

            @Override
            protected void tell(Event event, long now, Outbox out) {
                isAsked |= event instanceof Event.Submitted submitted && submitted.call() instanceof DrainCall;
                super.tell(event, now, out);
            }

            @Override
            protected Outbox effects(Outbox out) {
                return Changes.commands(out, (endpoint, command) -> isAsked && dropped.test(command) ? null : command);
            }
        };
    }
}
