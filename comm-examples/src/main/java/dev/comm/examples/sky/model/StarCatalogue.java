package dev.comm.examples.sky.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** The positions of the stars brighter than a limit, in the order of their Hipparcos numbers. */
final class StarCatalogue {
    private static final String RESOURCE = "/dev/comm/examples/sky/hipparcos.csv.gz";
    private static final String HEADER = "hip,ra_deg,dec_deg,v_mag,b_v";

    private final double[] rightAscension;
    private final double[] declination;

    private StarCatalogue(double[] rightAscension, double[] declination) {
        this.rightAscension = rightAscension;
        this.declination = declination;
    }

    /** Loads the catalogue of this module and keeps the stars up to the given V magnitude. */
    static StarCatalogue load(double magnitudeMax) {
        try (InputStream packed = StarCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (packed == null) {
                throw new IllegalStateException("the resource " + RESOURCE + " is missing from this jar");
            }
            InputStream plain = new GZIPInputStream(packed, 1 << 16);
            return parse(new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)), magnitudeMax);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    static StarCatalogue parse(BufferedReader rows, double magnitudeMax) throws IOException {
        String header = rows.readLine();
        if (!HEADER.equals(header)) {
            throw new IllegalArgumentException(
                    "star catalogue: expected header '" + HEADER + "' but found '" + header + "'");
        }
        double[] ra = new double[1024];
        double[] dec = new double[1024];
        int size = 0;
        int line = 1;
        for (String row = rows.readLine(); row != null; row = rows.readLine()) {
            line++;
            Row star = Row.parse(row, line);
            if (star.magnitude() > magnitudeMax) {
                continue;
            }
            if (size == ra.length) {
                ra = Arrays.copyOf(ra, 2 * size);
                dec = Arrays.copyOf(dec, 2 * size);
            }
            ra[size] = star.rightAscension();
            dec[size++] = star.declination();
        }
        return new StarCatalogue(Arrays.copyOf(ra, size), Arrays.copyOf(dec, size));
    }

    int size() {
        return rightAscension.length;
    }

    /** Returns the right ascension of a star in degrees. */
    double rightAscension(int star) {
        return rightAscension[star];
    }

    /** Returns the declination of a star in degrees. */
    double declination(int star) {
        return declination[star];
    }

    private record Row(double rightAscension, double declination, double magnitude) {

        static Row parse(String text, int line) {
            String[] fields = text.split(",", -1);
            if (fields.length != 5) {
                throw bad(line, "expected 5 fields but found " + fields.length);
            }
            double ra = number("ra_deg", fields[1], line);
            double dec = number("dec_deg", fields[2], line);
            if (!(ra >= 0 && ra < 360.00005)) {
                throw bad(line, "ra_deg " + fields[1] + " is not within 0 to 360");
            }
            if (!(dec >= -90 && dec <= 90)) {
                throw bad(line, "dec_deg " + fields[2] + " is not within -90 to 90");
            }
            return new Row(ra, dec, number("v_mag", fields[3], line));
        }

        private static double number(String column, String text, int line) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw bad(line, column + " '" + text + "' is not a number");
            }
        }

        private static IllegalArgumentException bad(int line, String reason) {
            return new IllegalArgumentException("star catalogue, line " + line + ": " + reason);
        }
    }
}
