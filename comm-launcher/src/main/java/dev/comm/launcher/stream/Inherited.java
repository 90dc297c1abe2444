package dev.comm.launcher.stream;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import org.apiguardian.api.API;

/**
 * The standard streams that a rank shares with this process. A stream that this process does not have becomes
 * {@code /dev/null}.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Inherited {
    private Inherited() {}

    /** Returns the standard input. */
    public static Redirect input() {
        return Descriptors.wasClosed(0) ? Redirect.from(new File("/dev/null")) : Redirect.INHERIT;
    }

    /** Returns the standard output for 1, or the standard error for 2. */
    public static Redirect output(int descriptor) {
        return Descriptors.wasClosed(descriptor) ? Redirect.DISCARD : Redirect.INHERIT;
    }
}
