package dev.comm.tests.canary;

import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** What canaries do when any of their code runs. Outside of the cage, so that one set serves all class loaders. */
public final class Alarm {
    private static final Set<String> RUNG = new ConcurrentSkipListSet<>();

    private Alarm() {}

    /** Remembers who rang. */
    public static void ring(String what) {
        RUNG.add(what);
    }

    static Set<String> rung() {
        return Set.copyOf(RUNG);
    }

    static void clear() {
        RUNG.clear();
    }
}
