package dev.comm.api.error;

import org.apiguardian.api.API;

/** A setting is missing or wrong; the message names each one, its source and the cure. */
@API(status = API.Status.STABLE, since = "0.1")
public class ConfigException extends CommException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public ConfigException(String message) {
        super(null, message);
    }

    /** Creates an exception with the given message and cause. */
    public ConfigException(String message, Throwable cause) {
        super(cause, message);
    }
}
