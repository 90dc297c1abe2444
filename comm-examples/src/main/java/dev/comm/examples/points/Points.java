package dev.comm.examples.points;

import dev.comm.api.Collected;
import dev.comm.api.CommConfig;
import dev.comm.api.Communicator;
import java.util.Locale;

/**
 * A program in which every rank gives a point and receives the points of all ranks, through the serializer of this
 * package.
 */
public final class Points {
    private Points() {}

    /** Runs the program on every rank. Rank 0 prints the result. */
    public static void main(String[] args) {
        System.exit(Communicator.run(CommConfig.fromEnvironment().serializer("points"), Points::program));
    }

    private static void program(Communicator comm) {
        Collected<Point> all = comm.allGather(new Point(comm.rank(), comm.rank() * comm.rank()));
        double x = all.present().stream().mapToDouble(Point::x).average().orElse(0);
        double y = all.present().stream().mapToDouble(Point::y).average().orElse(0);
        if (comm.rank() == 0) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "centre of %d points: %.2f, %.2f",
                    all.present().size(),
                    x,
                    y));
        }
    }
}
