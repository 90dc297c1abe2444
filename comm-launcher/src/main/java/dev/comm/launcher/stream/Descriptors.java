package dev.comm.launcher.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The kinds of the standard descriptors 0, 1 and 2 of this process. If a descriptor is closed at the start, the JVM
 * uses its number for a file of its own.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Descriptors {
    private static final Path FOLDER = Path.of("/dev/fd");
    private static final int KIND = 0xF000;
    private static final int FIFO = 0x1000;
    private static final int SOCKET = 0xC000;

    private Descriptors() {}

    /** Returns whether the descriptor was closed when this process started, so that it is now a file of the JVM. */
    public static boolean wasClosed(int descriptor) {
        if (!Files.isDirectory(FOLDER)) {
            return false;
        }
        Path file = FOLDER.resolve(Integer.toString(descriptor));
        try {
            Path target = file.toRealPath();
            return target.startsWith(Path.of(System.getProperty("java.home")).toRealPath())
                    || target.toString().contains("/hsperfdata_")
                    || isProgram(target);
        } catch (IOException e) {
            return !Files.exists(file); // a pipe has no real path
        }
    }

    private static boolean isProgram(Path target) {
        return target.toString().endsWith(".jar")
                && Stream.of("jdk.module.path", "java.class.path")
                        .map(System::getProperty)
                        .filter(each -> each != null)
                        .flatMap(each -> Stream.of(each.split(":")))
                        .map(each -> Path.of(each).toAbsolutePath().normalize())
                        .anyMatch(each ->
                                target.equals(each) || target.getParent().equals(each));
    }

    /** Returns whether the descriptor is a pipe or a socket, whose reader may end before this process. */
    public static boolean isPipe(int descriptor) {
        try {
            Object mode = Files.getAttribute(FOLDER.resolve(Integer.toString(descriptor)), "unix:mode");
            int kind = (Integer) mode & KIND;
            return kind == FIFO || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false;
        }
    }
}
