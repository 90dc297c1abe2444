package dev.comm.examples.sky.map;

import java.awt.Graphics2D;

/** Draws text on the map, with the fonts of the system or without. */
public interface Lettering {

    /**
     * Where a text goes.
     *
     * @param x its left edge in pixels
     * @param baseline its lower edge in pixels
     * @param height the size of the letters in pixels
     */
    record Place(int x, int baseline, int height) {}

    /** Returns whether letters can be drawn; otherwise digits are all there is, and other signs are left out. */
    boolean letters();

    /** Returns the width of a text in pixels. */
    int width(String text, int height);

    /** Draws a text in the current colour. */
    void draw(Graphics2D canvas, String text, Place place);
}
