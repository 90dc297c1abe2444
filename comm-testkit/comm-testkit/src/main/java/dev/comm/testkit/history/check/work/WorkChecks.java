package dev.comm.testkit.history.check.work;

import dev.comm.testkit.history.Check;
import java.util.List;
import org.apiguardian.api.API;

/** The list of checks about requests, tasks and the exceptions of user code. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class WorkChecks {
    /** All checks about requests, tasks and exceptions. */
    public static final List<Check> ALL = List.of(
            new T1OneResult(),
            new T2NoTaskLost(),
            new T3NoTaskPastLife(),
            new W2BatchEnds(),
            new W2SlotFreed(),
            new A6OneOutcome(),
            new A12DocumentedErrors());

    private WorkChecks() {}
}
