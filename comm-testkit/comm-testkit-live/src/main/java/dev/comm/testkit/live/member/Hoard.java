package dev.comm.testkit.live.member;

/** A hoard that takes all memory and keeps it, so that all other code of this process finds none. */
final class Hoard {
    private static final int LARGEST = 1 << 20;

    /** The blocks as a chain, which needs no further memory. */
    private static volatile Block last;

    private Hoard() {}

    /** Begins to take memory, on a thread of its own. */
    static void begin() {
        Thread hoarder = new Thread(Hoard::fill, "comm-testkit-hoard");
        hoarder.setDaemon(true);
        hoarder.start();
    }

    private static void fill() {
        int size = LARGEST;
        while (size >= 16) {
            try {
                last = new Block(last, new byte[size]);
            } catch (OutOfMemoryError e) {
                size /= 2;
            }
        }
    }

    private record Block(Block before, byte[] bytes) {}
}
