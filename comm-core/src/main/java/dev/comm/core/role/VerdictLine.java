package dev.comm.core.role;

import dev.comm.api.CommConfig;
import dev.comm.api.Departure;
import dev.comm.api.error.PlainText;
import dev.comm.core.communicator.DriverCommunicator;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The last line of rank 0 about the ranks of its run. Under a scheduler it is the only truth about the run, because the
 * exit code of {@code srun} is the highest one of all tasks.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class VerdictLine {
    private static final int NAMED_MAX = 20;

    private final CommConfig config;
    private final DriverCommunicator comm;

    /** Creates the line of a master. */
    public VerdictLine(CommConfig config, DriverCommunicator comm) {
        this.config = config;
        this.comm = comm;
    }

    /** Returns the ranks that departed without a planned cause. */
    List<Departure> losses() {
        return comm.membership().lost().values().stream()
                .filter(gone -> gone.rank() != comm.rank())
                .toList();
    }

    /** Returns the number of ranks that were not lost, and each lost one with its host and the cause. */
    public String text() {
        List<Departure> lost = losses();
        String source = config.launch()
                .map(launch -> " (ranks from " + launch.source() + ")")
                .orElse("");
        if (lost.isEmpty()) {
            return "no rank of " + comm.size() + " was lost" + source;
        }
        String more = lost.size() > NAMED_MAX ? " and " + (lost.size() - NAMED_MAX) + " more" : "";
        return (lost.size() == 1 ? "one rank of " : lost.size() + " ranks of ") + comm.size()
                + (lost.size() == 1 ? " was lost" : " were lost") + source + ": "
                + lost.stream().limit(NAMED_MAX).map(this::named).collect(Collectors.joining(", ")) + more;
    }

    private String named(Departure gone) {
        String host = comm.membership().hostOfLost(gone.rank());
        return "rank " + gone.rank() + (host.isEmpty() ? "" : " on " + PlainText.of(host)) + " (" + gone.cause() + ")";
    }
}
