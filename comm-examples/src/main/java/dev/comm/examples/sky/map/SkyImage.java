package dev.comm.examples.sky.map;

import dev.comm.examples.sky.geometry.Direction;
import dev.comm.examples.sky.geometry.Mollweide;
import dev.comm.examples.sky.model.SkyModel;
import java.awt.image.BufferedImage;

/** The painting of the map's values onto the ellipse, pixel by pixel of the image. */
final class SkyImage {
    /** The end of the colour scale. Only the very brightest spots exceed it. */
    static final double TS_MAX = 40;

    private static final double REACH = StrictMath.toRadians(1.3);

    private final SkyModel model;
    private final double[] roots;

    SkyImage(SkyModel model, double[] map) {
        this.model = model;
        this.roots = new double[map.length];
        for (int pixel = 0; pixel < map.length; pixel++) {
            roots[pixel] = StrictMath.sqrt(map[pixel]);
        }
    }

    /** Paints the sky. Pixels outside of the ellipse stay unchanged. */
    void paint(BufferedImage image, Mollweide projection) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Direction at = projection.direction(x + 0.5, y + 0.5).orElse(null);
                if (at != null) {
                    image.setRGB(x, y, 0xff000000 | colour(value(at)));
                }
            }
        }
    }

    /** Returns the colour of a value of √TS. */
    static int colour(double root) {
        return Palette.rgb(root / StrictMath.sqrt(TS_MAX));
    }

    /**
     * Returns √TS at any direction, as a weighted mean of the pixel at this direction and its neighbours.
     *
     * <p>The weights fall to zero before the next ring of pixels, so the picture has no seams.
     */
    private double value(Direction at) {
        int pixel = model.pixels().pixel(at);
        double weight = weight(at, pixel);
        double weights = weight;
        double sum = weight * roots[pixel];
        for (int other : model.neighbours(pixel)) {
            weight = weight(at, other);
            weights += weight;
            sum += weight * roots[other];
        }
        return sum / weights;
    }

    private double weight(Direction at, int pixel) {
        Direction centre = model.centre(pixel);
        double dx = at.x() - centre.x();
        double dy = at.y() - centre.y();
        double dz = at.z() - centre.z();
        double near = StrictMath.max(0, 1 - (dx * dx + dy * dy + dz * dz) / (REACH * REACH));
        return near * near;
    }
}
