package dev.comm.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/** A time as Slurm writes it: {@code 2-03:04:05}, {@code 3:04:05}, {@code 1:00}, {@code 30}. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class SlurmTime {
    private static final Set<String> NO_LIMIT = Set.of("UNLIMITED", "NOT_SET", "INVALID", "NONE", "");
    private static final Pattern DAYS = Pattern.compile("(\\d{1,6})-(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2}))?)?");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,6}):)?(\\d{1,8})(?::(\\d{1,2}))?");
    private static final Duration LONGEST = Duration.ofDays(365);

    private SlurmTime() {}

    /**
     * Returns the time, at most 365 days, or empty without a limit.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Optional<Duration> parse(String text) {
        String time = text.strip();
        if (NO_LIMIT.contains(time)) {
            return Optional.empty();
        }
        Duration found = read(time);
        return Optional.of(found.compareTo(LONGEST) > 0 ? LONGEST : found);
    }

    private static Duration read(String time) {
        Matcher days = DAYS.matcher(time);
        if (days.matches()) {
            return Duration.ofDays(number(days, 1))
                    .plusHours(number(days, 2))
                    .plusMinutes(number(days, 3))
                    .plusSeconds(number(days, 4));
        }
        String[] parts = time.split(":", -1);
        if (!CLOCK.matcher(time).matches()) {
            String shown = time.length() > 40 ? time.substring(0, 40) + "…" : time;
            throw new IllegalArgumentException(
                    "write a time as D-HH:MM:SS or MM:SS; this is another form: '" + shown + "'");
        }
        return switch (parts.length) {
            case 1 -> Duration.ofMinutes(Long.parseLong(parts[0]));
            case 2 -> Duration.ofMinutes(Long.parseLong(parts[0])).plusSeconds(Long.parseLong(parts[1]));
            default ->
                Duration.ofHours(Long.parseLong(parts[0]))
                        .plusMinutes(Long.parseLong(parts[1]))
                        .plusSeconds(Long.parseLong(parts[2]));
        };
    }

    private static long number(Matcher parts, int group) {
        return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
    }
}
