package dev.comm.core.driver;

import java.io.PrintStream;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message that reports why a process ends. It is written once, to the log, or to standard error if the log does not
 * show errors.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LastWords {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private LastWords() {}

    /** Writes the message. */
    public static void say(String line) {
        say(line, null);
    }

    /** Writes the message with the stack trace of an error, unless the error is null. */
    public static void say(String line, Throwable error) {
        if (LOG.isErrorEnabled()) {
            LOG.error(line, error);
        } else {
            print(line, error, System.err);
        }
    }

    /** Writes the last line of a process that ends in order, to the log, or to standard error if the log omits it. */
    public static void tell(String line) {
        if (LOG.isInfoEnabled()) {
            LOG.info(line);
        } else {
            print(line, null, System.err);
        }
    }

    /** Prints the message, for a process that has no log because it lacks a binding of SLF4J. */
    private static void print(String line, Throwable error, PrintStream out) {
        out.println("comm: " + line);
        if (error != null) {
            error.printStackTrace(out);
        }
        out.flush();
    }
}
