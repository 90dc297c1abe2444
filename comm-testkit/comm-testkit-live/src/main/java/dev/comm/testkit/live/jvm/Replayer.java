package dev.comm.testkit.live.jvm;

import dev.comm.testkit.Engine;
import dev.comm.testkit.Scenario;
import dev.comm.testkit.Trace;
import dev.comm.testkit.campaign.CampaignSettings;
import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.play.CasePlayer;
import dev.comm.testkit.campaign.play.Outcome;
import dev.comm.testkit.campaign.scenario.ScenarioRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apiguardian.api.API;

/**
 * A program that plays cases of a scenario in a JVM of its own. It writes the hash of each run into a file, so that two
 * JVMs can be compared.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Replayer {
    private static final String FULL = "full";

    private Replayer() {}

    /**
     * Plays the cases.
     *
     * @param args the scenario; fewest and most nodes; a file with cases, one per line; the file to write; and
     *     {@code full} if every entry of the traces is to be written
     */
    public static void main(String[] args) throws IOException {
        Scenario scenario = ScenarioRef.parse(args[0]).load();
        CasePlayer stage =
                new CasePlayer(scenario, Engine.SIM).nodes(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        boolean full = args.length > 5 && args[5].equals(FULL);
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(args[3]))) {
            Case which = Case.of(CampaignSettings.number(line.trim()));
            Outcome outcome = full ? stage.trace(which) : stage.play(which);
            lines.add(summary(outcome));
            if (full && outcome.run() != null) {
                lines.addAll(outcome.run().trace().entries());
            }
        }
        Files.write(Path.of(args[4]), lines);
    }

    /** Returns one line that is equal only for equal runs. */
    static String summary(Outcome outcome) {
        String seed = outcome.played().seedText() + " nodes=" + outcome.played().nodes();
        if (outcome.run() == null) {
            return seed + " no run: " + outcome.error();
        }
        Trace trace = outcome.run().trace();
        return seed + " entries=" + trace.count() + " hash=" + Long.toHexString(trace.hash()) + " occurrences="
                + outcome.run().history().all().size() + (outcome.isFailed() ? " failed " + outcome.symptoms() : "");
    }
}
