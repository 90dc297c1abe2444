package dev.comm.examples.sky;

import dev.comm.api.CommConfig;
import dev.comm.api.DuplicatePolicy;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.examples.sky.model.SkyJob;
import dev.comm.examples.sky.model.SkyModel;
import dev.comm.examples.sky.search.Assembly;
import dev.comm.examples.sky.search.SkyResult;
import dev.comm.master.MasterNode;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The distributed scan: this process is the master, and each compute node is a process of its own. Some nodes are
 * killed half-way.
 */
final class SkyDemo {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration GOODBYE = Duration.ofSeconds(30);

    private final DemoOptions options;
    private final PrintStream out;
    private final PrintStream err;

    SkyDemo(DemoOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the scan and writes its files.
     *
     * @return the exit code: 0, or 1 if a task failed or the work of a killed node was not repeated
     */
    int run() throws IOException, InterruptedException {
        SkyJob job = SkyJob.standard().withTrials(options.trials()).withBackground(options.background());
        DemoRun run = new DemoRun(job);
        SkyModel model = SkyModel.build(job);
        try (DemoSecretFile secret = DemoSecretFile.create();
                MasterNode master = MasterNode.listen(config(secret));
                NodeProcesses nodes = NodeProcesses.start(options.nodes(), master.address(), secret.path())) {
            run.begin();
            master.awaitComputeNodes(options.nodes(), START);
            compute(master, nodes, run);
            master.shutdownComputeNodes(GOODBYE);
            run.ended(master.report());
            nodes.awaitEnd(GOODBYE.toSeconds());
        }
        return report(model, run);
    }

    private CommConfig config(DemoSecretFile secret) {
        return CommConfig.builder()
                .bind("127.0.0.1:0")
                .onDuplicate(DuplicatePolicy.REJECT)
                .secretFile(secret.path())
                .types(SkyJob.class, SkyTask.class)
                .build();
    }

    private void compute(MasterNode master, NodeProcesses nodes, DemoRun run) {
        List<SkyTask> tasks = new ArrayList<>();
        for (int index = 0; index < run.job().tasks(); index++) {
            tasks.add(new SkyTask(run.job(), index));
        }
        TaskBatch<SkyTask, double[]> batch = TaskBatch.of(SkyNode.HANDLER, tasks, double[].class);
        try (DemoProgress progress = DemoProgress.of(tasks.size(), err);
                TaskRun<double[]> taskRun = master.submit(batch)) {
            for (TaskOutcome<double[]> outcome : taskRun) {
                run.accept(outcome);
                if (run.done() == (tasks.size() + 1) / 2) {
                    killSome(nodes, run);
                }
                progress.show(
                        run.done(),
                        master.registry().size(),
                        options.nodes() - master.registry().size());
            }
            run.computed(taskRun.counts());
        }
    }

    private void killSome(NodeProcesses nodes, DemoRun run) {
        for (int i = 0; i < options.kill(); i++) {
            int rank = options.nodes() - i;
            nodes.kill(rank);
            run.killed(rank);
        }
    }

    private int report(SkyModel model, DemoRun run) throws IOException {
        if (!run.failures().isEmpty()) {
            run.failures().forEach(err::println);
            out.println("Failed: " + run.failures().size() + " tasks did not end well, no map was written.");
            return 1;
        }
        SkyResult result = Assembly.of(model, run.patches(), run.trialMaxima());
        Optional<String> warning = SkyScan.write(model, result, options.directory(), run.facts());
        warning.ifPresent(text -> err.println("Warning: " + text));
        if (options.kill() > 0 && run.redone() == 0) {
            out.println("Failed: a node was killed, but no work was redone; see "
                    + options.directory().resolve("report.json"));
            return 1;
        }
        out.println(String.format(
                Locale.ROOT,
                "Done: %d tasks on %d %s in %.1f s, %s; hottest spot: %s (TS %.1f); see %s",
                run.done(),
                options.nodes(),
                options.nodes() == 1 ? "node" : "nodes",
                run.seconds(),
                run.losses(),
                result.spots().get(0).name(),
                result.spots().get(0).spot().ts(),
                options.directory().resolve("sky-map.png")));
        return 0;
    }
}
