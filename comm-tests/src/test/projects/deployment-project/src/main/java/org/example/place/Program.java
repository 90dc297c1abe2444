package org.example.place;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;

/** A program of one rank: its runtime, role, transport and serializer are found wherever they lie. */
public final class Program {
    private Program() {}

    public static void main(String[] arguments) {
        CommConfig.Builder config = CommConfig.builder().rank(0).size(1).bind("127.0.0.1:0");
        System.exit(Communicator.run(config, Program::work));
    }

    private static void work(Communicator comm) {
        System.out.println("collected " + comm.collect("a value").present());
    }
}
