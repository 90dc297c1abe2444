package dev.comm.launcher.stream;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named pipe for one output stream of a rank. The pipe ends when the last process that writes into it has ended.
 *
 * <p>In contrast, the pipes of {@link Process} end with the process, because the JDK keeps the bytes that they contain
 * and closes them. So the output of a process that the rank left behind would be lost, and SIGPIPE would end that
 * process.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RankPipe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RankPipe.class);
    private static final int PATIENCE_SECONDS = 10;

    private final Path file;
    private final RandomAccessFile keeper;
    private final InputStream input;

    private RankPipe(Path file, RandomAccessFile keeper, InputStream input) {
        this.file = file;
        this.keeper = keeper;
        this.input = input;
    }

    /** Creates named pipes. Returns false if the system cannot create them. */
    public static boolean make(List<Path> files) {
        List<String> command = new ArrayList<>(List.of("mkfifo", "-m", "600"));
        files.forEach(each -> command.add(each.toString()));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            LOG.debug("no named pipes: {}", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Opens a pipe. The call does not wait for the rank, because this process also holds the pipe open for writing
     * until {@link #close}.
     */
    public static RankPipe open(Path file) throws IOException {
        RandomAccessFile keeper = new RandomAccessFile(file.toFile(), "rw");
        boolean opened = false;
        try {
            RankPipe pipe = new RankPipe(file, keeper, new FileInputStream(file.toFile()));
            opened = true;
            return pipe;
        } finally {
            if (!opened) {
                keeper.close();
            }
        }
    }

    /** Returns the end of the pipe into which the rank writes. */
    public Redirect redirect() {
        return Redirect.to(file.toFile());
    }

    /** Returns the stream with the output of the rank. */
    public InputStream input() {
        return input;
    }

    /**
     * Leaves the pipe to the rank, which has started or failed to start. From now on the pipe ends when its writers
     * have ended.
     */
    @Override
    public void close() throws IOException {
        keeper.close();
        Files.deleteIfExists(file);
    }
}
