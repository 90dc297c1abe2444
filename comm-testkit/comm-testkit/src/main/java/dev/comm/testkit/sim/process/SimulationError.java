package dev.comm.testkit.sim.process;

import org.apiguardian.api.API;

/** A simulated run that says nothing about the program: it could not be carried out as a simulation. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SimulationError extends AssertionError {
    private static final long serialVersionUID = 1;

    /** With a sentence that says what to change. */
    public SimulationError(String message) {
        super(message);
    }

    /** With the cause. */
    public SimulationError(String message, Throwable cause) {
        super(message, cause);
    }
}
