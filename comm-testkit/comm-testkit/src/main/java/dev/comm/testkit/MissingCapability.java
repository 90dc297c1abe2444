package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * The exception for a request that an engine cannot fulfil. A test with such a request proves nothing about the
 * program, so it has to be counted as not run, never as passed.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MissingCapability extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Capability capability;
    private final Engine engine;

    /**
     * Creates the exception for an engine that lacks an ability.
     *
     * @param reason the reason, as half a sentence
     */
    public MissingCapability(Capability capability, Engine engine, String reason) {
        super("the engine " + engine + " cannot do " + capability + ": " + reason);
        this.capability = capability;
        this.engine = engine;
    }

    /** Returns the missing ability. */
    public Capability capability() {
        return capability;
    }

    /** Returns the engine that lacks the ability. */
    public Engine engine() {
        return engine;
    }
}
