package dev.comm.examples.sky;

import dev.comm.examples.sky.model.SkyJob;
import java.nio.file.Path;

/**
 * The options of the demo.
 *
 * @param nodes number of compute-node processes, 1 to 64
 * @param kill number of nodes that are killed half-way, less than {@code nodes}
 * @param trials number of scrambled skies
 * @param directory directory for the files
 * @param background {@code band} or {@code local}
 */
record DemoOptions(int nodes, int kill, int trials, Path directory, String background) {
    private static final int NODES_MAX = 64;

    DemoOptions {
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new IllegalArgumentException("--nodes must be within 1 to " + NODES_MAX + " but is " + nodes);
        }
        if (kill < 0 || kill >= nodes) {
            throw new IllegalArgumentException(
                    "--kill must leave a node alive: 0 to " + (nodes - 1) + " of " + nodes + " nodes, but is " + kill);
        }
        // The job checks the bounds of the other two.
        SkyJob.standard().withTrials(trials).withBackground(background);
    }
}
