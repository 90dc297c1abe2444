package dev.comm.testkit.live.jvm;

import dev.comm.testkit.Scenario;
import dev.comm.testkit.Seed;
import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.play.CasePlayer;
import dev.comm.testkit.campaign.play.Outcome;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * A comparison that checks whether seeds give the same runs, event for event, in a second JVM and on each other JDK of
 * this machine. Only this comparison shows differences between two starts of a JVM, such as the order of {@code Set.of}
 * or identity hash codes.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JvmComparison {
    private final ScenarioRef ref;
    private final List<Long> seeds;
    private int least = 3;
    private int most = 3;

    private JvmComparison(ScenarioRef ref, List<Long> seeds) {
        this.ref = ref;
        this.seeds = seeds;
    }

    /**
     * Returns a comparison of seeds of a scenario. The class of the scenario must have a constructor without
     * parameters.
     */
    public static JvmComparison of(Class<? extends Scenario> scenario, List<Long> seeds) {
        return new JvmComparison(ScenarioRef.of(scenario), List.copyOf(seeds));
    }

    /** Sets the bounds of the number of nodes, which is drawn from the seed. */
    public JvmComparison nodes(int fewest, int greatest) {
        least = fewest;
        most = greatest;
        return this;
    }

    /**
     * Compares the runs.
     *
     * @return the compared values of each JVM, by its name; a JVM that could not be compared has the reason
     * @throws AssertionError if a run differs; the message names the first event that differs
     */
    public SortedMap<String, String> run() {
        SortedMap<String, String> done = new TreeMap<>();
        try {
            List<String> here = here();
            compare(ComparedJvm.same(), here, "a second " + ComparedJvm.same(), done);
            List<ComparedJvm> others = ComparedJvm.installed();
            for (ComparedJvm other : others) {
                compare(other, here, other.toString(), done);
            }
            if (others.isEmpty()) {
                done.put("another JDK", "skipped: there is none in /usr/lib/jvm");
            }
            return done;
        } catch (IOException e) {
            throw new UncheckedIOException("the JVMs cannot be compared", e);
        }
    }

    private List<String> here() {
        CasePlayer stage = stage();
        return seeds.stream()
                .map(seed -> Replayer.summary(stage.play(Case.of(seed))))
                .toList();
    }

    private CasePlayer stage() {
        return new CasePlayer(ref.load(), dev.comm.testkit.Engine.SIM).nodes(least, most);
    }

    private void compare(ComparedJvm other, List<String> here, String name, SortedMap<String, String> done)
            throws IOException {
        List<String> there = other.play(ref, least, most, texts(seeds), false);
        for (int i = 0; i < seeds.size(); i++) {
            if (!here.get(i).equals(there.get(i))) {
                throw new AssertionError(new Seed(seeds.get(i)) + " differs in " + name + "\n  here:  " + here.get(i)
                        + "\n  there: " + there.get(i) + "\n  " + difference(other, seeds.get(i)));
            }
        }
        done.put(name, seeds.size() + " seeds are the same");
    }

    private String difference(ComparedJvm other, long seed) throws IOException {
        Outcome outcome = stage().trace(Case.of(seed));
        List<String> here = new ArrayList<>(List.of(Replayer.summary(outcome)));
        if (outcome.run() != null) {
            here.addAll(outcome.run().trace().entries());
        }
        List<String> there = other.play(ref, least, most, texts(List.of(seed)), true);
        for (int i = 1; i < Math.min(here.size(), there.size()); i++) {
            if (!here.get(i).equals(there.get(i))) {
                return "first difference at entry " + (i - 1) + ": here [" + here.get(i) + "], there [" + there.get(i)
                        + "]";
            }
        }
        return "one has " + here.size() + " entries, the other " + there.size() + "; those that both have are the same";
    }

    private static List<String> texts(List<Long> seeds) {
        return seeds.stream().map(seed -> new Seed(seed).toString()).collect(Collectors.toList());
    }
}
