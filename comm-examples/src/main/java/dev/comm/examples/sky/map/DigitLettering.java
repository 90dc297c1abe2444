package dev.comm.examples.sky.map;

import java.awt.Graphics2D;

/** Lettering from a built-in bitmap of 5 by 7 dots for each digit. All other characters are left out. */
final class DigitLettering implements Lettering {
    private static final int COLUMNS = 5;
    private static final int ROWS = 7;

    /** The bitmaps: seven rows of five dots for each digit. The leftmost dot is the highest bit. */
    private static final int[][] DIGITS = {
        {0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110},
        {0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110},
        {0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111},
        {0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110},
        {0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010},
        {0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110},
        {0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110},
        {0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000},
        {0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110},
        {0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100},
    };

    @Override
    public boolean letters() {
        return false;
    }

    @Override
    public int width(String text, int height) {
        int digits = (int) text.chars().filter(DigitLettering::isDigit).count();
        return digits * (COLUMNS + 1) * dot(height);
    }

    @Override
    public void draw(Graphics2D canvas, String text, Place place) {
        int dot = dot(place.height());
        int x = place.x();
        for (char c : text.toCharArray()) {
            if (isDigit(c)) {
                digit(canvas, DIGITS[c - '0'], new Place(x, place.baseline(), dot));
                x += (COLUMNS + 1) * dot;
            }
        }
    }

    private static void digit(Graphics2D canvas, int[] rows, Place place) {
        int dot = place.height();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if ((rows[row] >> (COLUMNS - 1 - column) & 1) == 1) {
                    canvas.fillRect(place.x() + column * dot, place.baseline() - (ROWS - row) * dot, dot, dot);
                }
            }
        }
    }

    private static int dot(int height) {
        return StrictMath.max(1, height / 10);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
