package dev.comm.examples.sky.search;

import dev.comm.examples.sky.geometry.Direction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of known clusters and associations that gives the hot spots their names. */
final class KnownClusters {
    /** The maximum distance between a hot spot and the centre of a cluster that gives the spot its name. */
    static final double NEAR_DEGREES = 2;

    private static final String RESOURCE = "/dev/comm/examples/sky/clusters.csv";
    private static final String HEADER = "name,ra_deg,dec_deg,source";

    private final List<KnownCluster> clusters;

    private KnownClusters(List<KnownCluster> clusters) {
        this.clusters = List.copyOf(clusters);
    }

    /** Loads the list of this module. */
    static KnownClusters load() {
        try (InputStream in = KnownClusters.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from this jar");
            }
            return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    static KnownClusters parse(BufferedReader rows) throws IOException {
        String header = rows.readLine();
        if (!HEADER.equals(header)) {
            throw new IllegalArgumentException(
                    "cluster list: expected header '" + HEADER + "' but found '" + header + "'");
        }
        List<KnownCluster> clusters = new ArrayList<>();
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
            String[] fields = row.split(",", -1);
            if (fields.length != 4) {
                throw new IllegalArgumentException("cluster list: expected 4 fields in '" + row + "'");
            }
            Direction position = Direction.ofDegrees(Double.parseDouble(fields[1]), Double.parseDouble(fields[2]));
            clusters.add(new KnownCluster(fields[0], position, fields[3]));
        }
        return new KnownClusters(clusters);
    }

    List<KnownCluster> all() {
        return clusters;
    }

    /** Returns the nearest cluster within 2°, or nothing if there is none. */
    Optional<KnownCluster> near(Direction position) {
        KnownCluster nearest = null;
        double best = NEAR_DEGREES;
        for (KnownCluster cluster : clusters) {
            double separation = cluster.position().separationDegrees(position);
            if (separation < best) {
                best = separation;
                nearest = cluster;
            }
        }
        return Optional.ofNullable(nearest);
    }
}
