package dev.comm.testkit.farm;

import dev.comm.api.protocol.Command;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.testkit.engine.Replay;
import dev.comm.testkit.sim.SimCluster;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A protocol that is wrong on purpose, and the promise that it breaks.
 *
 * @param name the description of the fault
 * @param promise the id of the promise that the checks must find broken
 * @param budget the number of seeds within which the checks must find it
 * @param workload the factory of the cluster whose members run a workload
 * @param mutation the change of a machine, by the number of its process
 */
record Bug(
        String name,
        String promise,
        int budget,
        Function<Replay, SimCluster> workload,
        BiFunction<Integer, Machine, Machine> mutation) {

    /** Returns a bug of the master. */
    static Bug ofMaster(
            String name,
            String promise,
            int budget,
            Function<Replay, SimCluster> workload,
            UnaryOperator<Machine> bug) {
        return new Bug(
                name, promise, budget, workload, (process, machine) -> process == 0 ? bug.apply(machine) : machine);
    }

    /** Returns a bug of all nodes. */
    static Bug ofNodes(
            String name,
            String promise,
            int budget,
            Function<Replay, SimCluster> workload,
            UnaryOperator<Machine> bug) {
        return new Bug(
                name, promise, budget, workload, (process, machine) -> process > 0 ? bug.apply(machine) : machine);
    }

    /** Returns the command of an event, or null. */
    static Command command(Event event) {
        return event instanceof Event.Received received ? received.command() : null;
    }

    /** Returns a mutation whose machine does not get the events that match. */
    static UnaryOperator<Machine> deafTo(Predicate<Event> which) {
        return real -> new Mutant(real) {
            @Override
            protected void tell(Event event, long now, Outbox out) {
                if (!which.test(event)) {
                    super.tell(event, now, out);
                }
            }
        };
    }

    /** Returns a mutation that changes the effects of a machine. */
    static UnaryOperator<Machine> doing(Function<Outbox, Outbox> change) {
        return real -> new Mutant(real) {
            @Override
            protected Outbox effects(Outbox out) {
                return change.apply(out);
            }
        };
    }

    @Override
    public String toString() {
        return name + " (" + promise + ")";
    }
}
