package dev.comm.core.driver;

import java.io.PrintStream;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says why a process ends: once, in the log, or on standard error where no log would show it. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class LastWords {
    private static final Logger LOG = LoggerFactory.getLogger("dev.comm");

    private LastWords() {}

    /** Says a line. */
    public static void say(String line) {
        say(line, null);
    }

    /** Says a line, with the stack trace of an error unless that is null. */
    public static void say(String line, Throwable error) {
        if (LOG.isErrorEnabled()) {
            LOG.error(line, error);
        } else {
            print(line, error, System.err);
        }
    }

    /** For a process without a binding of SLF4J, which has no log. */
    private static void print(String line, Throwable error, PrintStream out) {
        out.println("comm: " + line);
        if (error != null) {
            error.printStackTrace(out);
        }
        out.flush();
    }
}
