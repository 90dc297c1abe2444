package dev.comm.core.driver;

import dev.comm.api.error.ConfigException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apiguardian.api.API;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A claim of this process, made by a lock on a file. The claim ends with the process, even if the process is killed,
 * and no child inherits the claim.
 *
 * <p>The file names its last holder. This class never deletes the file, because a second process may have opened it
 * already. On a file system without locks a claim protects nothing.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class FileClaim implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileClaim.class);
    private static final int HOLDER_BYTES_MAX = 256;

    /** The files that this process has claimed. Opening and closing such a file again would end the claim (POSIX). */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FileClaim(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Claims the file for this process.
     *
     * @param cure cure for the user if the file is already claimed
     * @param claimed role or work of the holder, for the message
     * @throws ConfigException if this process or another one has already claimed the file
     */
    public static FileClaim take(Path file, String cure, String claimed) {
        Path whole = file.toAbsolutePath().normalize();
        if (!HELD.add(whole)) {
            throw refusal(cure, "this process", claimed);
        }
        boolean taken = false;
        try {
            FileClaim claim = new FileClaim(whole, locked(whole, cure, claimed));
            taken = true;
            return claim;
        } finally {
            if (!taken) {
                HELD.remove(whole);
            }
        }
    }

    /** Claims the file until this process ends. A second call for the same file in this process has no effect. */
    static synchronized void keep(Path file, String cure, String claimed) {
        if (!HELD.contains(file.toAbsolutePath().normalize())) {
            take(file, cure, claimed);
        }
    }

    private static FileChannel locked(Path file, String cure, String claimed) {
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
            if (channel.tryLock() == null) {
                throw refusal(cure, holder(file), claimed);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(self()));
            held = true;
            return channel;
        } catch (OverlappingFileLockException e) {
            // A copy of this class in another loader holds the claim, which closing the channel would end.
            held = true;
            throw refusal(cure, "this process", claimed);
        } catch (IOException e) {
            LOG.debug("{} cannot be locked, so a second process is not noticed", file, e);
            return null;
        } finally {
            if (!held) {
                close(channel);
            }
        }
    }

    private static String self() {
        return "process " + ProcessHandle.current().pid() + " on " + HostName.find() + "\n";
    }

    private static String holder(Path file) {
        try {
            String text = Files.size(file) > HOLDER_BYTES_MAX
                    ? ""
                    : Files.readString(file).strip();
            return text.isEmpty() ? "another process" : text;
        } catch (IOException e) {
            return "another process";
        }
    }

    private static ConfigException refusal(String cure, String holder, String claimed) {
        return new ConfigException(cure + ": " + holder + " " + claimed);
    }

    private static void close(FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("the channel of a claim did not close", e);
            }
        }
    }

    /** Ends the claim. Idempotent. */
    @Override
    public void close() {
        if (channel == null || channel.isOpen()) {
            close(channel);
            HELD.remove(file);
        }
    }
}
