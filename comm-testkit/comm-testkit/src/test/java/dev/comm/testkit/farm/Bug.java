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
 * A protocol that is wrong on purpose, and what it breaks.
 *
 * @param name what it does wrong
 * @param promise id of the promise that has to be found broken
 * @param budget seeds within which it has to be found
 * @param workload what the members do
 * @param mutation puts the wrong thing around machines, by number of their process
 */
record Bug(
        String name,
        String promise,
        int budget,
        Function<Replay, SimCluster> workload,
        BiFunction<Integer, Machine, Machine> mutation) {

    /** A master that is wrong. */
    static Bug ofMaster(
            String name,
            String promise,
            int budget,
            Function<Replay, SimCluster> workload,
            UnaryOperator<Machine> bug) {
        return new Bug(
                name, promise, budget, workload, (process, machine) -> process == 0 ? bug.apply(machine) : machine);
    }

    /** Nodes that are wrong. */
    static Bug ofNodes(
            String name,
            String promise,
            int budget,
            Function<Replay, SimCluster> workload,
            UnaryOperator<Machine> bug) {
        return new Bug(
                name, promise, budget, workload, (process, machine) -> process > 0 ? bug.apply(machine) : machine);
    }

    /** The command that an event brings, or null. */
    static Command command(Event event) {
        return event instanceof Event.Received received ? received.command() : null;
    }

    /** A machine to which some events never get. */
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

    /** A machine whose effects are changed. */
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
