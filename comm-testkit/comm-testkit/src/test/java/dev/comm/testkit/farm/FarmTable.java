package dev.comm.testkit.farm;

import dev.comm.testkit.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Measures how many seeds it takes to find each bug, over several bases of seeds. */
final class FarmTable {
    private static final int BASES = 7;
    private static final int PATIENCE = 4;

    private FarmTable() {}

    /** The table of all bugs, as it stands in the document of the farm. */
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

    /** Base 0 is that of the build; who is not found in a multiple of the budget counts as one more. */
    private static int seedsToFind(Bug bug, int base) {
        String concern = base == 0 ? bug.name() : bug.name() + "#" + base;
        Hunt hunt = Hunt.of(bug, Seeds.of(concern, PATIENCE * bug.budget()).toArray());
        return hunt.found() ? hunt.seeds() : PATIENCE * bug.budget() + 1;
    }

    private static String said(int seeds, Bug bug) {
        return seeds > PATIENCE * bug.budget() ? "> " + (seeds - 1) : String.valueOf(seeds);
    }
}
