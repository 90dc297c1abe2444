package dev.comm.launcher.stream;

import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import org.apiguardian.api.API;

/** The standard streams that a rank shares with this process; {@code /dev/null} where this process has none. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Inherited {
    private Inherited() {}

    /** The standard input. */
    public static Redirect input() {
        return Descriptors.wasClosed(0) ? Redirect.from(new File("/dev/null")) : Redirect.INHERIT;
    }

    /** The standard output, 1, or the standard error, 2. */
    public static Redirect output(int descriptor) {
        return Descriptors.wasClosed(descriptor) ? Redirect.DISCARD : Redirect.INHERIT;
    }
}
