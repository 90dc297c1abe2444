package dev.comm.testkit.sim.process;

import org.apiguardian.api.API;

/** The error of a run that could not be carried out as a simulation. Such a run proves nothing about the program. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimulationError extends AssertionError {
    private static final long serialVersionUID = 1;

    /** Creates an error with a sentence that says what to change. */
    public SimulationError(String message) {
        super(message);
    }

    /** Creates an error with its cause. */
    public SimulationError(String message, Throwable cause) {
        super(message, cause);
    }
}
