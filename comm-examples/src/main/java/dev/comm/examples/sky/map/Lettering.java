package dev.comm.examples.sky.map;

import java.awt.Graphics2D;

/** The drawing of text on the map, with the fonts of the system or without fonts. */
public interface Lettering {

    /**
     * The place of a text.
     *
     * @param x the left edge of the text in pixels
     * @param baseline the lower edge of the text in pixels
     * @param height the size of the letters in pixels
     */
    record Place(int x, int baseline, int height) {}

    /**
     * Returns whether letters can be drawn. Otherwise only digits can be drawn, and all other characters are left out.
     */
    boolean letters();

    /** Returns the width of a text in pixels. */
    int width(String text, int height);

    /** Draws a text in the current colour. */
    void draw(Graphics2D canvas, String text, Place place);
}
