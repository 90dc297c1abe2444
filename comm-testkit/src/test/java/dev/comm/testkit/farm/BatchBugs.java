package dev.comm.testkit.farm;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.WorkCommand.Request;
import dev.comm.api.protocol.WorkCommand.Result;
import dev.comm.api.protocol.WorkCommand.Status;
import dev.comm.core.machine.Event;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Outbox;
import dev.comm.testkit.sim.LiveTimeWorkload;
import dev.comm.testkit.sim.TaskWorkload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Masters whose batches do not end. */
final class BatchBugs {
    private BatchBugs() {}

    static List<Bug> all() {
        return List.of(
                Bug.ofMaster("forgets the tasks of a lost node", "W2", 40, TaskWorkload::cluster, LosesTasks::new),
                Bug.ofMaster("gives a returned task to nobody", "W2", 40, LiveTimeWorkload::cluster, KeepsTasks::new));
    }

    /** Never gives some tasks to a node again. */
    private abstract static class Forgetful extends Mutant {
        private final Map<Long, Integer> holders = new HashMap<>();
        private final Set<Long> forgotten = new HashSet<>();

        Forgetful(Machine real) {
            super(real);
        }

        void forget(long id) {
            forgotten.add(id);
        }

        void forgetAllOf(int endpoint) {
            holders.forEach((id, holder) -> {
                if (holder == endpoint) {
                    forget(id);
                }
            });
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (Bug.command(event) instanceof Result result) {
                holders.remove(result.id());
            }
            super.tell(event, now, out);
        }

        @Override
        protected Outbox effects(Outbox out) {
            return Changes.commands(out, this::unlessForgotten);
        }

        private Command unlessForgotten(int endpoint, Command command) {
            if (!(command instanceof Request request) || !request.task()) {
                return command;
            }
            holders.put(request.id(), endpoint);
            return forgotten.contains(request.id()) ? null : command;
        }
    }

    /** Forgets what a node held whose connection ended. */
    private static final class LosesTasks extends Forgetful {
        LosesTasks(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (event instanceof Event.Closed closed) {
                forgetAllOf(closed.endpoint());
            }
            super.tell(event, now, out);
        }
    }

    /** Forgets what a node gave back. */
    private static final class KeepsTasks extends Forgetful {
        KeepsTasks(Machine real) {
            super(real);
        }

        @Override
        protected void tell(Event event, long now, Outbox out) {
            if (Bug.command(event) instanceof Result result && result.status() == Status.RETURNED) {
                forget(result.id());
            }
            super.tell(event, now, out);
        }
    }
}
