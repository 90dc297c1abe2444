package dev.comm.testkit.campaign;

import dev.comm.testkit.Seeds;
import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.play.CasePlayer;
import dev.comm.testkit.campaign.play.Outcome;
import dev.comm.testkit.campaign.play.Repetition;
import dev.comm.testkit.campaign.report.Finding;
import dev.comm.testkit.campaign.report.Title;
import dev.comm.testkit.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The execution of a campaign. It chooses the cases and their order, and handles a failure. */
final class CampaignRun {
    private static final Logger LOG = LoggerFactory.getLogger("comm.testkit");
    private static final int SEEDS = 100;
    private static final double HIT_SHARE_MIN = 0.3;

    private final Campaign said;
    private final CampaignSettings settings;
    private final CasePlayer stage;
    private final Totals totals;

    CampaignRun(Campaign said) {
        this.said = said;
        this.settings = said.settings;
        this.totals = new Totals(said.name, said.engine);
        this.stage = new CasePlayer(said.scenario, said.engine)
                .named(said.ref)
                .nodes(said.least, said.most)
                .chaos(said.mix, said.until)
                .mutate(said.mutation)
                .bound(settings.maxVirtual().orElse(null), settings.maxEvents().orElse(0L));
    }

    Totals run() {
        List<Case> corpus = isReplay() || !stage.isRepeatable() ? List.of() : corpus().cases();
        List<Case> cases = new ArrayList<>(corpus);
        cases.addAll(said.everyStep == null || isReplay() ? seedCases() : stepCases());
        totals.asked(cases.size());
        long start = System.nanoTime();
        CaseSeries.Failed failed = series(cases, corpus.size()).play(said.parallel ? settings.parallel() : 1);
        totals.lasted(System.nanoTime() - start);
        totals.corpus(Math.min(corpus.size(), totals.runs()));
        LOG.info("{}", totals);
        if (failed != null) {
            throw failure(failed, cases.size());
        }
        judge();
        return totals;
    }

    private Corpus corpus() {
        return new Corpus(settings.corpus(), said.name);
    }

    private CaseSeries series(List<Case> cases, int known) {
        Duration time = settings.budget().orElse(said.budget);
        CaseSeries series = new CaseSeries(stage, cases, totals)
                .repeat(settings.determinism())
                .within(time);
        return said.everyStep == null || isReplay() ? series : series.allStrike(known);
    }

    private boolean isReplay() {
        return !said.onlySeeds.isEmpty() || settings.seed().isPresent();
    }

    private List<Case> seedCases() {
        OptionalLong one = settings.seed();
        if (one.isPresent()) {
            int nodes = settings.nodes().orElse(Case.DRAWN);
            return List.of(new Case(one.getAsLong(), nodes, settings.plan().orElse(said.plan)));
        }
        return seeds().stream()
                .map(seed -> new Case(seed, Case.DRAWN, said.plan))
                .toList();
    }

    private List<Long> seeds() {
        if (!said.onlySeeds.isEmpty()) {
            return said.onlySeeds;
        }
        long base = settings.isRandomBase() ? ThreadLocalRandom.current().nextLong() : Seeds.base(said.name);
        boolean many = stage.isRepeatable() && said.everyStep == null;
        int count = many ? settings.seeds().orElse(wanted()) : wanted();
        return Seeds.from(base, count).boxed().toList();
    }

    /** Returns the number of seeds that the test itself requests. */
    private int wanted() {
        if (!stage.isRepeatable()) {
            return said.liveSeeds;
        }
        return said.seeds > 0 ? said.seeds : said.everyStep == null ? SEEDS : 1;
    }

    /** Returns the cases of the exhaustive mode. A run of each seed without the faults lists the steps. */
    private List<Case> stepCases() {
        List<Case> cases = new ArrayList<>();
        List<Case> bases = seedCases();
        for (int i = 0; i < bases.size(); i++) {
            Outcome outcome = stage.step(bases.get(i));
            if (outcome.isFailed()) {
                throw failure(new CaseSeries.Failed(i, outcome, null), bases.size());
            }
            cases.addAll(said.everyStep.cases(outcome.planned(), outcome.run().steps()));
            totals.addSteps(outcome.run().steps().size());
        }
        List<Case> played = EveryStep.atMost(cases, settings.stepsMax());
        totals.stepCases(cases.size(), played.size(), said.everyStep.faults());
        return played;
    }

    private AssertionError failure(CaseSeries.Failed failed, int of) {
        if (failed.difference() != null) {
            return Repetition.error(failed.outcome(), failed.difference());
        }
        Finding finding = new Investigation(stage, said.shrinks && settings.shrinks()).of(failed.outcome());
        String steps = totals.everyStep().isEmpty() ? "" : ", " + totals.everyStep();
        String where = "run " + (failed.index() + 1) + " of " + of + steps + ", engine " + said.engine;
        Title title = new Title(said.name, said.test == null ? Caller.test() : said.test, said.ref);
        return new Evidence(settings, title, chaosValues()).of(finding, where);
    }

    /**
     * Returns the elements for the annotation of a class that replays a case, so that chaos ends at the same time as
     * here.
     */
    private String chaosValues() {
        if (said.mix == null) {
            return "";
        }
        boolean onNodes = !said.mix.onNodes().isEmpty();
        String kinds = (onNodes ? said.mix.onNodes() : said.mix.onMaster())
                .keySet().stream()
                        .map(kind -> FaultKind.class.getName() + "." + kind)
                        .collect(Collectors.joining(", "));
        String end = said.until.toMillis() + "ms";
        return (onNodes ? "chaos" : "masterChaos") + " = {" + kinds + "}, until = \"" + end + "\"";
    }

    /** Makes the checks that need all runs together, unless there were fewer runs than the test itself requests. */
    private void judge() {
        if (isReplay() || totals.runs() - totals.corpus() < wanted()) {
            return;
        }
        totals.sometimes().forEach((property, times) -> {
            if (times == 0) {
                throw new AssertionError("make the runs longer or harder, or give them more seeds: sometimes '"
                        + property + "' never held: " + totals);
            }
        });
        totals.plannedInVain().forEach(when -> {
            throw new AssertionError("plan it for something that happens: " + when + cameInNone()
                    + ", so what the test planned for it never happened");
        });
        allowedInVain().forEach(permission -> {
            throw new AssertionError("remove " + permission + ", or let the error happen: it" + cameInNone()
                    + ", so the test does not show that it can");
        });
        if (said.hard && totals.hitShare() < HIT_SHARE_MIN) {
            throw new AssertionError("too easy: fewer than 30 % of the instances saw a fault between first arrival and"
                    + " decision: " + totals);
        }
    }

    private String cameInNone() {
        return totals.runs() == 1 ? " did not come in the only run" : " came in none of " + totals.runs() + " runs";
    }

    /**
     * Returns the permissions that no run needed. On real engines, chaos draws the faults of very few runs, so the
     * allowed effect of a fault may be missing there.
     */
    private List<String> allowedInVain() {
        return stage.isRepeatable() || said.mix == null ? totals.allowedInVain() : List.of();
    }
}
