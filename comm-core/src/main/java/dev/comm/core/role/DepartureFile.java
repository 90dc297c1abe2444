package dev.comm.core.role;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.error.PlainText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file to which the master appends one line for each member that departs. A line has the time in milliseconds since
 * 1970, the rank, the cause and its detail, separated by spaces. The launcher reads the file, because an exit code does
 * not show whether a rank left or was lost.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class DepartureFile {
    private static final Logger LOG = LoggerFactory.getLogger(DepartureFile.class);
    private static final int FIELDS = 4;

    private final Path file;
    private boolean broken;

    /** Creates the object for a file that may not exist yet. */
    public DepartureFile(Path file) {
        this.file = file;
    }

    /** Appends departures. The first failure to write is logged as a warning. For one thread at a time. */
    public void append(long wallClockMillis, List<Departure> departures) {
        StringBuilder lines = new StringBuilder();
        departures.forEach(each -> lines.append(wallClockMillis)
                .append(' ')
                .append(each.rank())
                .append(' ')
                .append(each.cause())
                .append(' ')
                .append(PlainText.of(each.detail()))
                .append('\n'));
        try {
            append(lines.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!broken) {
                LOG.warn("make {} writable: departures cannot be written to it: {}", file, e.toString());
            }
            broken = true;
        }
    }

    /** Appends lines to the file. A link at the name of the file is not followed. */
    private void append(byte[] lines) throws IOException {
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(file, options))) {
            out.write(lines);
        }
    }

    /**
     * Returns the first loss of each rank, in the order of the losses. A planned departure is no loss. Lines of another
     * form are ignored. The result is empty without a readable file.
     */
    public Map<Integer, Loss> losses() {
        Map<Integer, Loss> byRank = new LinkedHashMap<>();
        departures().filter(each -> !each.cause().isPlanned()).forEach(each -> byRank.putIfAbsent(each.rank(), each));
        return byRank;
    }

    /** Returns the ranks that have left in order. */
    public Set<Integer> leavers() {
        return departures()
                .filter(each -> each.cause().isPlanned())
                .map(Loss::rank)
                .collect(Collectors.toSet());
    }

    private Stream<Loss> departures() {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return text.lines().flatMap(line -> departure(line).stream());
        } catch (IOException e) {
            LOG.debug("no departures in {}", file, e);
            return Stream.empty();
        }
    }

    private static Optional<Loss> departure(String line) {
        String[] fields = line.split(" ", FIELDS);
        try {
            Instant at = Instant.ofEpochMilli(Long.parseLong(fields[0]));
            return Optional.of(new Loss(Integer.parseInt(fields[1]), at, Cause.valueOf(fields[2]), fields[3]));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /**
     * The unplanned departure of a member.
     *
     * @param rank rank of the member
     * @param at wall-clock time at which the master announced the departure
     * @param cause cause of the departure
     * @param detail a sentence, possibly empty
     */
    public record Loss(int rank, Instant at, Cause cause, String detail) {}
}
