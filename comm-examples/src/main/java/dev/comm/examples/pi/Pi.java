package dev.comm.examples.pi;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Reduced;
import java.util.Locale;

/**
 * Integrates 4 / (1 + x²) over 0 to 1: the SPMD classic. A rank that dies leaves a gap, and the verdict names the rank.
 */
public final class Pi {
    private static final int STRIPS = 20_000_000;

    private Pi() {}

    /** Runs on every rank; rank 0 prints. */
    public static void main(String[] args) {
        System.exit(Communicator.run(CommConfig.fromEnvironment(), Pi::program));
    }

    private static void program(Communicator comm) {
        Reduced<Double> sum = comm.reduce(share(comm.rank(), comm.size()), Double::sum);
        if (comm.rank() == 0) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "pi is %.9f, from ranks %s",
                    sum.value(),
                    sum.verdict().survivors()));
        }
    }

    private static double share(int rank, int size) {
        double width = 1.0 / STRIPS;
        double sum = 0;
        for (int strip = rank; strip < STRIPS; strip += size) {
            double x = (strip + 0.5) * width;
            sum += 4 / (1 + x * x);
        }
        return sum * width;
    }
}
