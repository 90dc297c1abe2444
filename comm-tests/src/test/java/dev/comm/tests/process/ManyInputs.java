package dev.comm.tests.process;

import dev.comm.api.CommConfig;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.master.MasterNode;
import dev.comm.node.ComputeNode;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.IntStream;

/**
 * A master whose inputs come from an iterator, and its nodes. The arguments are the number of inputs and their bytes.
 */
final class ManyInputs {
    private ManyInputs() {}

    public static void main(String[] args) {
        CommConfig.Builder settings = CommConfig.fromEnvironment();
        CommConfig config = settings.build();
        if (!config.isMaster()) {
            System.exit(ComputeNode.run(settings, Handlers.of("first", byte[].class, Long.class, b -> (long) b[0])));
        }
        int count = Integer.parseInt(args[0]);
        int bytes = Integer.parseInt(args[1]);
        try (MasterNode master = MasterNode.listen(config)) {
            master.awaitComputeNodes(config.size() - 1, Duration.ofMinutes(1));
            long begin = System.nanoTime();
            System.out.println("sum " + sum(master, count, bytes) + " of " + count + " inputs with a heap of "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB in "
                    + (System.nanoTime() - begin) / 1_000_000_000L + " s");
            master.shutdownComputeNodes(Duration.ofSeconds(30));
        }
    }

    private static long sum(MasterNode master, int count, int bytes) {
        Iterator<byte[]> inputs = IntStream.range(0, count)
                .mapToObj(number -> {
                    byte[] input = new byte[bytes];
                    input[0] = (byte) (number % 100);
                    return input;
                })
                .iterator();
        long sum = 0;
        try (TaskRun<Long> run = master.submit(TaskBatch.from("first", inputs, Long.class))) {
            for (TaskOutcome<Long> outcome : run) {
                sum += outcome.value();
            }
        }
        return sum;
    }
}
