package dev.comm.testkit.farm;

import dev.comm.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A measurement of the number of seeds that it takes to find each bug, over several bases of seeds. */
final class FarmTable {
    private static final int BASES = 7;
    private static final int PATIENCE = 4;

    private FarmTable() {}

    /** Returns the table of all bugs for docs/TESTKIT-FARM.md. */
    static String measured() {
        StringBuilder table =
                new StringBuilder("| what is wrong | breaks | budget | median | most |\n|---|---|---|---|---|\n");
        for (Bug bug : Farm.bugs()) {
            table.append(row(bug)).append('\n');
        }
        return table.toString();
    }

    private static String row(Bug bug) {
        List<Integer> seeds = new ArrayList<>();
        IntStream.range(0, BASES).forEach(base -> seeds.add(seedsToFind(bug, base)));
        Collections.sort(seeds);
        return "| " + bug.name() + " | " + bug.promise() + " | " + bug.budget() + " | "
                + said(seeds.get(BASES / 2), bug) + " | " + said(seeds.get(BASES - 1), bug) + " |";
    }

    /**
     * Returns the number of seeds until the bug is found. Base 0 is the base of the build. A bug that is not found
     * within a multiple of the budget counts as found with the next seed.
     */
    private static int seedsToFind(Bug bug, int base) {
        String concern = base == 0 ? bug.name() : bug.name() + "#" + base;
        Hunt hunt = Hunt.of(bug, Seeds.of(concern, PATIENCE * bug.budget()).toArray());
        return hunt.found() ? hunt.seeds() : PATIENCE * bug.budget() + 1;
    }

    private static String said(int seeds, Bug bug) {
        return seeds > PATIENCE * bug.budget() ? "> " + (seeds - 1) : String.valueOf(seeds);
    }
}
