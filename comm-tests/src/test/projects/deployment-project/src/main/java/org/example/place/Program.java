package org.example.place;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;

/** A master and a node in one JVM: their runtime, roles, transport and serializer are found wherever they lie. */
public final class Program {
    private Program() {}

    public static void main(String[] arguments) throws Exception {
        Path rendezvous = Files.createTempDirectory("deployment").resolve("master");
        FutureTask<Integer> node = new FutureTask<>(() -> run(1, rendezvous));
        new Thread(node, "rank 1").start();
        int code = run(0, rendezvous);
        System.out.println("exit codes " + code + " and " + node.get());
        System.exit(Math.max(code, node.get()));
    }

    private static int run(int rank, Path rendezvous) {
        CommConfig.Builder config = CommConfig.builder()
                .rank(rank)
                .size(2)
                .bind("127.0.0.1:0")
                .rendezvous(rendezvous)
                .types(Text.class);
        return Communicator.run(config, Program::work);
    }

    private static void work(Communicator comm) {
        System.out.println("collected " + comm.collect(new Text("rank " + comm.rank())).present());
    }
}
