package dev.comm.examples.sky.map;

import java.awt.Color;

/** The colours of the map, from night blue over violet and orange to white. The brightness always increases. */
final class Palette {
    static final Color PAPER = new Color(0x07090f);
    static final Color INK = new Color(0xf2f4f8);
    static final Color FAINT_INK = new Color(0x98a2b3);
    static final Color HALO = new Color(7, 9, 15, 150);
    static final Color GRID = new Color(255, 255, 255, 34);
    static final Color GALAXY = new Color(120, 205, 255, 190);

    private static final int[] STOPS = {
        0x0a0e1f, 0x161a45, 0x34216b, 0x632a83, 0x96327f, 0xc8436a, 0xea6549, 0xf9963a, 0xfdc95a, 0xfef0b0, 0xffffff
    };

    private Palette() {}

    /**
     * Returns the colour of a fraction of the scale as 0xRRGGBB.
     *
     * @param fraction fraction; values outside of 0 to 1 are clipped
     */
    static int rgb(double fraction) {
        double place = StrictMath.max(0, StrictMath.min(1, fraction)) * (STOPS.length - 1);
        int low = StrictMath.min(STOPS.length - 2, (int) place);
        double part = place - low;
        int red = mixed(STOPS[low] >> 16, STOPS[low + 1] >> 16, part);
        int green = mixed(STOPS[low] >> 8, STOPS[low + 1] >> 8, part);
        int blue = mixed(STOPS[low], STOPS[low + 1], part);
        return red << 16 | green << 8 | blue;
    }

    private static int mixed(int from, int to, double part) {
        return (int) StrictMath.round((from & 0xff) * (1 - part) + (to & 0xff) * part);
    }
}
