package dev.comm.api;

import org.apiguardian.api.API;

/** A setting is missing or wrong; the message names each one, where it came from and the cure. */
@API(status = API.Status.STABLE, since = "0.1")
public class ConfigException extends CommException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public ConfigException(String message) {
        super(message);
    }

    /** With a sentence for people and what lies behind it. */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
