package dev.comm.tests.security;

import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program on every rank: rank 0 prints where each listens, and what everybody can see of its process. */
public final class SocketTeller {
    private SocketTeller() {}

    /** Leaves a copy of the secret in the folder that is named, for the test. */
    public static void main(String[] args) {
        System.exit(Communicator.run(CommConfig.fromEnvironment(), comm -> tell(comm, Path.of(args[0]))));
    }

    private static void tell(Communicator comm, Path folder) throws IOException {
        CommConfig config = CommConfig.fromEnvironment().build();
        String command = Files.readString(Path.of("/proc/self/cmdline")).replace('\0', ' ');
        Collected<String> all = comm.collect("listens " + ListeningSockets.here() + " tls " + (config.tls() != null)
                + " config " + config + " command " + command);
        if (comm.rank() == 0) {
            Files.write(folder.resolve("secret"), config.secret().toBytes());
            if (config.tls() != null) {
                Files.copy(config.tls().key(), folder.resolve("key"));
            }
            for (int rank = 0; rank < comm.size(); rank++) {
                System.out.println("rank " + rank + " " + all.at(rank).value());
            }
        }
    }
}
