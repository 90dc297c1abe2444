package org.example.host;

import dev.comm.api.CommConfig;
import dev.comm.api.work.Handlers;
import dev.comm.node.ComputeNode;

/** A compute node that doubles numbers. */
public final class Doubler {
    private Doubler() {}

    public static void main(String[] arguments) {
        System.exit(ComputeNode.run(
                CommConfig.fromEnvironment(),
                Handlers.of("double", Integer.class, Integer.class, (number, context) -> 2 * number)));
    }
}
