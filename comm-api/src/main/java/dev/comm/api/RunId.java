package dev.comm.api;

import dev.comm.api.error.Arguments;
import java.util.Locale;
import org.apiguardian.api.API;

/** The 128-bit id of a run, which keeps members of different runs apart. */
@API(status = API.Status.STABLE, since = "0.1")
public record RunId(long high, long low) {
    /** The id that stands for any run. */
    public static final RunId ANY = new RunId(0, 0);

    /**
     * Parses 32 hexadecimal digits.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static RunId parse(String text) {
        if (!Arguments.given(text, "the text of a run id").matches("[0-9a-fA-F]{32}")) {
            throw new IllegalArgumentException("a run id has 32 hexadecimal digits: '" + text + "'");
        }
        return new RunId(
                Long.parseUnsignedLong(text.substring(0, 16), 16), Long.parseUnsignedLong(text.substring(16), 16));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x%016x", high, low);
    }
}
