package dev.comm.launcher.process;

import dev.comm.api.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The living processes of a run: the ranks, their descendants, and every process that inherited the mark of the run.
 *
 * <p>The mark finds processes after their parent has ended. The search for the mark needs {@code /proc}; without it
 * only descendants are found. A process that cleared its environment and left the tree is not found.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RunProcesses {
    private static final Logger LOG = LoggerFactory.getLogger(RunProcesses.class);
    private static final Path PROC = Path.of("/proc");

    private final String mark;

    /** Creates a search for the processes of the given run. */
    public RunProcesses(RunId id) {
        this.mark = id.toString();
    }

    /**
     * Returns all processes that live now. An ended process whose parent has not waited for it does not count.
     *
     * @param ranks the processes of the ranks that have not ended
     */
    public Set<ProcessHandle> alive(Collection<ProcessHandle> ranks) {
        Set<ProcessHandle> found = new HashSet<>(marked());
        ranks.forEach(rank -> {
            found.add(rank);
            rank.descendants().forEach(found::add);
        });
        found.remove(ProcessHandle.current());
        return found;
    }

    private List<ProcessHandle> marked() {
        if (!Files.isDirectory(PROC)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(PROC)) {
            return all.filter(each ->
                            Character.isDigit(each.getFileName().toString().charAt(0)))
                    .filter(this::hasMark)
                    .flatMap(each ->
                            ProcessHandle.of(Long.parseLong(each.getFileName().toString())).stream())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("the processes of this machine cannot be listed", e);
            return List.of();
        }
    }

    private boolean hasMark(Path process) {
        try {
            byte[] environment = Files.readAllBytes(process.resolve("environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(mark);
        } catch (IOException e) {
            return false; // the process has ended, or belongs to another user
        }
    }
}
