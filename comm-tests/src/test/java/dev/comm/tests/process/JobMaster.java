package dev.comm.tests.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.comm.api.Answer;
import dev.comm.api.CommConfig;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.master.MasterNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * A master in a process of its own that runs the jobs of its standard input. Each job has barriers, requests, messages,
 * collects and tasks, whose results are checked.
 */
public final class JobMaster {
    private static final PrintStream OUT = System.out;
    private static final int TASKS = 100;
    private static final int LARGE_BYTES = 256 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(ForkedMember.PATIENCE_SECONDS);

    private final MasterNode master;
    private final Queue<String> log;
    private final AtomicInteger rounds = new AtomicInteger();

    private JobMaster(MasterNode master, Queue<String> log) {
        this.master = master;
        this.log = log;
    }

    /** Listens with the settings of the environment, and obeys commands until the end of its input. */
    public static void main(String[] args) throws IOException {
        Queue<String> log = recordLog();
        CommConfig config = SpmdMember.TestConfig.fromEnvironment().build();
        try (MasterNode master = MasterNode.listen(config)) {
            OUT.println("PORT " + master.address().getPort());
            new JobMaster(master, log).obey();
        }
    }

    private static Queue<String> recordLog() {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        AppenderBase<ILoggingEvent> recorder = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage());
            }
        };
        recorder.start();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.comm");
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(recorder);
        return lines;
    }

    private void obey() throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.trim().split(" ");
            int number = words.length > 1 ? Integer.parseInt(words[1]) : 0;
            String result = switch (words[0]) {
                case "await" -> await(number);
                case "job" -> job(number);
                case "large-tasks" -> largeTasks(number);
                case "usage" -> Usage.now().toString();
                case "log" -> String.join("|", log);
                default -> "unknown command";
            };
            OUT.println("DONE " + words[0] + " " + result);
        }
    }

    private String await(int nodes) {
        Set<Integer> ranks = master.awaitComputeNodes(nodes, PATIENCE).entries().keySet();
        return "ranks=" + ranks;
    }

    private String job(int count) {
        long began = System.nanoTime();
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            int round = rounds.incrementAndGet();
            wrong += barrier() + ask(round) + collect(round) + tasks(round);
            Usage.sample();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        return "rounds=" + count + " wrong=" + wrong + " departed="
                + master.report().departed().size() + " millis=" + millis;
    }

    private int barrier() {
        return master.communicator().barrier().survivors().equals(everybody()) ? 0 : 1;
    }

    private Set<Integer> everybody() {
        Set<Integer> ranks = new TreeSet<>(master.registry().entries().keySet());
        ranks.add(0);
        return ranks;
    }

    private int ask(int round) {
        int wrong = 0;
        for (Answer<String> reply : master.sendRequest("echo", "round " + round, String.class)) {
            wrong += reply.value().equals("round " + round) ? 0 : 1;
        }
        return wrong;
    }

    /** Collects a part of each node. Nodes that serve make this call in a handler. */
    private int collect(int round) {
        CompletableFuture<?> asked = CompletableFuture.runAsync(
                () -> master.sendRequest("give", round, Integer.class).forEach(Answer::value));
        int wrong = 0;
        for (int rank : master.registry().entries().keySet()) {
            // The handler must have begun, because a node that only serves would not take part.
            int ready = master.communicator().receive(rank, Integer.class, PATIENCE);
            wrong += ready == round ? 0 : 1;
        }
        for (Answer<byte[]> each : master.communicator().collect(JobNode.part(0, round))) {
            String right = SpmdCommands.checksum(JobNode.part(each.rank(), round));
            wrong += SpmdCommands.checksum(each.value()).equals(right) ? 0 : 1;
        }
        asked.join();
        return wrong;
    }

    /** Runs tasks whose values together exceed the memory. */
    private String largeTasks(int count) {
        byte[] input = SpmdCommands.bytes(LARGE_BYTES, 5);
        int wrong = count;
        TaskBatch<byte[], byte[]> batch = TaskBatch.of("echo-bytes", Collections.nCopies(count, input), byte[].class);
        try (TaskRun<byte[]> run = master.submit(batch)) {
            for (TaskOutcome<byte[]> outcome : run) {
                wrong -= Arrays.equals(outcome.value(), input) ? 1 : 0;
                Usage.sample();
            }
            return "wrong=" + wrong + " lost=" + run.counts().lostAttempts() + " departed="
                    + master.report().departed().stream()
                            .map(gone -> gone.departure().rank() + "="
                                    + gone.departure().cause())
                            .toList();
        }
    }

    private int tasks(int round) {
        int wrong = TASKS;
        TaskBatch<Integer, Long> batch = TaskBatch.of("square", Collections.nCopies(TASKS, round), Long.class);
        try (TaskRun<Long> run = master.submit(batch)) {
            for (TaskOutcome<Long> outcome : run) {
                wrong -= outcome.value() == (long) round * round ? 1 : 0;
            }
        }
        return wrong;
    }
}
