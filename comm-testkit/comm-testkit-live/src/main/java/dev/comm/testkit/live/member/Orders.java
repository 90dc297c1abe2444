package dev.comm.testkit.live.member;

import dev.comm.testkit.live.MemberExit;
import dev.comm.testkit.live.journal.MemberAssignment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The orders that a forked member receives on its standard input, one per line. They are {@code go N} (go on from step
 * N, or request N is done), {@code no N reason} (request N cannot be done), {@code watch N step occurrence},
 * {@code forget N}, {@code halt N} and {@code exhaust}. The end of the input means that the process that started the
 * member is gone.
 */
final class Orders {
    private final Map<Integer, CompletableFuture<Void>> answers = new ConcurrentHashMap<>();
    private final Path folder;

    /** Creates the orders for a member of a run that uses the files in this folder. */
    Orders(Path folder) {
        this.folder = folder;
    }

    /** Starts to read orders, on a thread of its own. */
    void follow(InputStream input, StepWatch watch) {
        Thread reader = new Thread(() -> read(input, watch), "comm-testkit-orders");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Waits for the answer to a number. Interrupts do not end the wait.
     *
     * @throws IllegalStateException with the reason, if the request cannot be fulfilled
     */
    void await(int number) {
        try {
            answer(number).join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } finally {
            answers.remove(number);
        }
    }

    private CompletableFuture<Void> answer(int number) {
        return answers.computeIfAbsent(number, key -> new CompletableFuture<>());
    }

    private void read(InputStream input, StepWatch watch) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(line.split(" ", 3), watch);
            }
        } catch (IOException e) {
            // This has the same effect as the end of the input.
        }
        try {
            deleteFolder();
        } finally {
            MemberExit.ORPHANED.halt();
        }
    }

    /**
     * Deletes the folder of the run, because the process of the test was killed and cannot delete it. All members of
     * the run try.
     */
    private void deleteFolder() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.deleteIfExists(each);
            }
            Files.deleteIfExists(folder);
        } catch (IOException | UncheckedIOException e) {
            // Another member was faster, or will delete the files that are created later.
        }
    }

    private void obey(String[] words, StepWatch watch) {
        switch (words[0]) {
            case "go" -> answer(Integer.parseInt(words[1])).complete(null);
            case "no" -> answer(Integer.parseInt(words[1])).completeExceptionally(new IllegalStateException(words[2]));
            case "watch" -> watch.add(watchOf(words));
            case "forget" -> watch.remove(Integer.parseInt(words[1]));
            case "halt" -> MemberExit.halt(Integer.parseInt(words[1]));
            case "exhaust" -> Hoard.begin();
            default -> throw new IllegalArgumentException("not an order: " + words[0]);
        }
    }

    private static MemberAssignment.Watch watchOf(String[] words) {
        String[] step = words[2].split(" ");
        return new MemberAssignment.Watch(Integer.parseInt(words[1]), step[0], Integer.parseInt(step[1]));
    }
}
