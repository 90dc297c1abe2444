package dev.comm.tests.mutation;

import dev.comm.api.Communicator;
import dev.comm.api.Secret;
import dev.comm.api.work.Handlers;
import dev.comm.api.work.TaskOutcome;
import dev.comm.api.work.TaskRun;
import dev.comm.node.ComputeNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** A recording of a real node of rank 2, which does all kinds of work over a real socket. */
final class Recording {
    private Recording() {}

    /** Returns all frames that the node sent, from its HELLO to its LEAVE. */
    static List<Saying> make(Secret secret, ExecutorService threads) throws Exception {
        try (Crew crew = new Crew(secret, threads);
                Tap tap = new Tap(crew.master.address(), threads)) {
            ComputeNode node = Crew.node(secret, 2, tap.address());
            CompletableFuture<Void> others = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> together(crew.master.communicator()), threads),
                    CompletableFuture.runAsync(() -> together(crew.healthy.communicator()), threads));
            together(node.communicator());
            others.get(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            node.communicator().send(0, "for the master");
            node.communicator().send(1, "for another node");
            tap.awaitHeartbeat();
            TaskRun<String> task = crew.tasksForRank2(1);
            CompletableFuture<?> served = CompletableFuture.runAsync(() -> task.forEach(TaskOutcome::value), threads);
            CompletableFuture<?> left = served.thenRunAsync(node::close, threads);
            node.handleRequests(Handlers.of("echo", String.class, String.class, (words, context) -> {
                context.progress(0.5);
                return words;
            }));
            left.get(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            crew.finish();
            return tap.sayings();
        }
    }

    private static void together(Communicator all) {
        all.barrier();
        all.collect("the part of rank " + all.rank());
        all.distribute(() -> "for everybody");
    }
}
