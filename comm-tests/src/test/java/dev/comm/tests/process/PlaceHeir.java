package dev.comm.tests.process;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A member that starts its own program once more while it is a member. The child inherits all variables of its place.
 */
public final class PlaceHeir {
    private PlaceHeir() {}

    /** Joins with the settings of the environment. With an argument it starts no child. */
    public static void main(String[] args) {
        System.exit(Communicator.run(CommConfig.fromEnvironment(), comm -> {
            comm.barrier();
            if (args.length == 0) {
                System.out.println("heir of rank " + comm.rank() + " ended with " + child());
            }
            comm.barrier();
            System.out.println("rank " + comm.rank() + " is done");
        }));
    }

    private static int child() throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlaceHeir.class.getName(),
                        "childless")
                .inheritIO()
                .start()
                .waitFor();
    }
}
