package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * A test asks an engine for something that it cannot do. The test says nothing about the program then: it has to be
 * counted as not run, never as passed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MissingCapability extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Capability capability;
    private final Engine engine;

    /**
     * An engine cannot do something.
     *
     * @param reason why not, as half a sentence
     */
    public MissingCapability(Capability capability, Engine engine, String reason) {
        super("the engine " + engine + " cannot do " + capability + ": " + reason);
        this.capability = capability;
        this.engine = engine;
    }

    /** The missing ability. */
    public Capability capability() {
        return capability;
    }

    /** Which engine. */
    public Engine engine() {
        return engine;
    }
}
