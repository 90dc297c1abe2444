package dev.comm.testkit.junit;

import dev.comm.testkit.campaign.CampaignSettings;
import dev.comm.testkit.fault.FaultPlan;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Function;

/** The elements of a {@link ClusterTest}, with checked values. */
final class TestElements {
    /** The default of a number that the test does not give. No test needs it as a value of its own. */
    static final int UNSET = Integer.MIN_VALUE;

    private final ClusterTest given;

    TestElements(ClusterTest given) {
        this.given = given;
    }

    /** Returns whether the test gives a number of seeds. */
    boolean hasSeeds() {
        return given.seeds() != UNSET;
    }

    int seeds() {
        return atLeastOne("seeds", given.seeds(), "50");
    }

    int liveSeeds() {
        return atLeastOne("liveSeeds", given.liveSeeds(), "1");
    }

    int nodes() {
        return atLeastOne("nodes", given.nodes(), "3");
    }

    int mostNodes() {
        int most = given.mostNodes();
        if (most != UNSET && most < given.nodes()) {
            throw wrong("mostNodes", most, given.nodes() + 1 + ", or another number from nodes = " + given.nodes());
        }
        return most == UNSET ? given.nodes() : most;
    }

    Duration until() {
        return time("until", given.until(), "25s");
    }

    Duration timeout() {
        return time("timeout", given.timeout(), "10m");
    }

    /** Returns the text of the plan, which is empty or can be parsed. */
    String plan() {
        String example = "\"at 150ms: crash 2\", or another plan as a report writes it";
        parse("plan", given.plan(), example, FaultPlan::parse);
        return given.plan();
    }

    private static int atLeastOne(String element, int value, String example) {
        if (value < 1) {
            throw wrong(element, value, example + ", or another number from 1");
        }
        return value;
    }

    private static Duration time(String element, String text, String example) {
        String expected = '"' + example + "\", or another time like 500ms, 30s, 5m or PT1M30S";
        return parse(element, text, expected, CampaignSettings::positiveTime);
    }

    private static <T> T parse(String element, String text, String expected, Function<String, T> parser) {
        try {
            return parser.apply(text.trim());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            IllegalArgumentException wrong = wrong(element, '"' + text + '"', expected);
            wrong.initCause(e);
            throw wrong;
        }
    }

    private static IllegalArgumentException wrong(String element, Object value, String expected) {
        return new IllegalArgumentException(
                "write " + element + " = " + expected + ": this @ClusterTest has " + element + " = " + value);
    }
}
