package dev.comm.tests.arguments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Answer;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.RegistryEntry;
import dev.comm.api.work.RequestContext;
import dev.comm.api.work.TaskBatch;
import dev.comm.api.work.TaskRun;
import dev.comm.core.role.MasterRole;
import dev.comm.testkit.sim.SimCluster;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master makes all its calls, each with an extreme argument. After each call all nodes still answer. */
@Timeout(300)
class WorkWalkTest {
    private static final Set<String> ENDS = Set.of("close", "clearRegistry");
    private static final int NODES = 2;

    private final Judge judge = new Judge(Map.of());
    private final AtomicReference<String> present = new AtomicReference<>("");
    private final Handlers handlers = Handlers.of("square", Integer.class, Integer.class, n -> n * n)
            .and("context", Integer.class, Integer.class, this::context);

    @Test
    void noArgumentOfAMasterDisturbsItsNodes() {
        play(this::walk);
        assertThat(judge.calls()).isGreaterThan(100);
    }

    @Test
    void noArgumentOfAHandlersContextDisturbsItsNode() {
        play(master -> {
            master.awaitComputeNodes(NODES, Duration.ofSeconds(10));
            master.sendRequest("context", 3, Integer.class).forEach(each -> check(each, "a context"));
            check(master, "a context");
        });
        assertThat(judge.calls()).isGreaterThan(10);
    }

    private void play(dev.comm.testkit.MasterProgram program) {
        SimCluster cluster = new SimCluster(NODES, 0xa46);
        cluster.configure(settings -> settings.labels(List.of("gpu")));
        cluster.serve(handlers, program).limit(Duration.ofHours(10));
        assertThat(cluster.run().endings())
                .as("the last call was %s; complaints: %s", present, judge.complaints())
                .allMatch(ending -> ending.error() == null);
        assertThat(judge.complaints()).isEmpty();
    }

    private Integer context(Integer input, RequestContext context) {
        for (Method each : Walk.methods(RequestContext.class, Set.of())) {
            Attempt.all(context, each, Samples.ofJdk()).forEach(judge::call);
        }
        return input * input;
    }

    private void walk(MasterRole master) {
        master.awaitComputeNodes(NODES, Duration.ofSeconds(10));
        Samples samples = samples(master);
        for (Method method : Walk.methods(master.getClass(), ENDS)) {
            for (Attempt each : Attempt.all(master, method, samples)) {
                if (!isEnd(each)) {
                    attempt(master, each);
                }
            }
        }
    }

    private static Samples samples(MasterRole master) {
        RegistryEntry node = master.registry().entries().get(1);
        TaskBatch<Integer, Integer> batch = TaskBatch.of("square", List.of(1, 2, 3), Integer.class);
        Samples jdk = Samples.ofJdk().named("handler", "square");
        return jdk.with(RegistryEntry.class, node, jdk.extremes(RegistryEntry.class))
                .with(TaskBatch.class, batch, batches(batch, jdk.with(TaskBatch.class, batch, List.of())));
    }

    private static List<Object> batches(TaskBatch<?, ?> plain, Samples samples) {
        List<Object> batches = new ArrayList<>();
        for (Method method : TaskBatch.class.getDeclaredMethods()) {
            if (method.getReturnType() == TaskBatch.class
                    && java.lang.reflect.Modifier.isPublic(method.getModifiers())) {
                Attempt.all(plain, method, samples)
                        .forEach(each -> batches.add(each.run().result()));
            }
        }
        return batches;
    }

    /** Returns whether the call is a shutdown with a valid timeout, which ends the nodes. */
    private static boolean isEnd(Attempt attempt) {
        return attempt.what().getName().equals("shutdownComputeNodes")
                && attempt.arguments()[0] instanceof Duration timeout
                && !timeout.isNegative();
    }

    private void attempt(MasterRole master, Attempt attempt) {
        present.set(attempt.toString());
        if (judge.call(attempt) instanceof TaskRun<?> run) {
            end(run);
        }
        check(master, attempt.toString());
    }

    /** Makes all calls of a run, and takes the ends of its tasks. */
    private void end(TaskRun<?> run) {
        for (Method each : Walk.methods(TaskRun.class, Set.of("close"))) {
            Attempt.all(run, each, Samples.ofJdk()).forEach(judge::call);
        }
        run.cancel();
        run.forEach(task -> assertThat(task.index()).isNotNegative());
        run.close();
    }

    private void check(MasterRole master, String what) {
        List<Answer<Integer>> answers = new ArrayList<>();
        master.sendRequest("square", 3, Integer.class).forEach(answers::add);
        answers.forEach(each -> check(each, what));
        if (answers.size() != NODES) {
            judge.complain(what + " left " + answers);
        }
    }

    private void check(Answer<Integer> answer, String what) {
        if (!answer.isPresent() || answer.value() != 9) {
            judge.complain(what + " left " + answer);
        }
    }
}
