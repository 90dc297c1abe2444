package dev.comm.examples.pi;

import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import dev.comm.api.Reduced;
import java.util.Locale;

/**
 * The classic SPMD program: it integrates 4 / (1 + x²) from 0 to 1. If a rank dies, its part of the sum is missing, and
 * the verdict names the ranks that survived.
 */
public final class Pi {
    private static final int STRIPS = 20_000_000;

    private Pi() {}

    /** Runs the program on every rank. Rank 0 prints the result. */
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
