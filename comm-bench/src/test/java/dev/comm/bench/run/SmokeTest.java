package dev.comm.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.bench.Job;
import dev.comm.bench.Samples;
import dev.comm.bench.Work;
import dev.comm.bench.team.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The harness measures real processes and writes the promised files. */
class SmokeTest {
    private static final int ROUNDS = Boolean.getBoolean("comm.full") ? 2 : 1;

    @TempDir
    Path folder;

    /** A contender whose compilers rest soon, so that its warm-up is short. */
    private record Hasty(Contender contender) implements Contender {
        Hasty(Library library) {
            this(new JavaContender(library));
        }

        @Override
        public String title() {
            return contender.title();
        }

        @Override
        public boolean can(Job job) {
            return contender.can(job);
        }

        @Override
        public String missing() {
            return contender.missing();
        }

        @Override
        public List<List<String>> commands(Job job, int port, Path samples) {
            List<List<String>> commands = new ArrayList<>();
            for (List<String> command : contender.commands(job, port, samples)) {
                List<String> hasty = new ArrayList<>(command);
                hasty.add(1, "-XX:TieredStopAtLevel=1");
                commands.add(hasty);
            }
            return commands;
        }
    }

    @Test
    void twoContendersTakeTurnsAndTheTableHasTheirRatio() throws Exception {
        Job job = new Job(Work.ECHO, 2, 64, 20);
        List<Contender> contenders = List.of(new Hasty(Library.COMM), new Hasty(Library.NIO));
        Results results = new Measurement(
                        new Plan(List.of(new Plan.Step(job, ROUNDS)), Set.of()),
                        contenders,
                        new Trial(folder, Duration.ofMinutes(2)),
                        System.out)
                .run();
        assertThat(results.isComplete()).isTrue();
        assertThat(results.ratios(job, "raw NIO")).hasSize(ROUNDS).allMatch(ratio -> ratio > 0);
        assertThat(new MarkdownTable(results).toString()).contains("| Comm |").contains("| raw NIO |");
        new RatioChart(results).write(folder.resolve("chart.svg"));
        assertThat(Files.readString(folder.resolve("chart.svg"))).contains("<svg", "</svg>");
    }

    @Test
    void samplesKeepTheirOrderStatisticsInAFile() throws IOException {
        Path file = folder.resolve("samples");
        new Samples(new long[] {5, 1, 3, 2, 4}).write(file);
        Samples read = Samples.read(file);
        assertThat(read.median()).isEqualTo(3);
        assertThat(read.p99()).isEqualTo(5);
        assertThat(read.count()).isEqualTo(5);
    }

    @Test
    void aContenderThatLeavesNothingIsLeftOutAndSaysWhy() throws Exception {
        Contender broken = new Contender() {
            @Override
            public String title() {
                return "broken";
            }

            @Override
            public boolean can(Job job) {
                return true;
            }

            @Override
            public String missing() {
                return null;
            }

            @Override
            public List<List<String>> commands(Job job, int port, Path samples) {
                return List.of(List.of("sh", "-c", "echo no luck; exit 3"));
            }
        };
        Trial trial = new Trial(folder, Duration.ofSeconds(30));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> trial.run(broken, new Job(Work.BARRIER, 2, 0, 1)))
                .hasMessageContaining("broken left no samples")
                .hasMessageContaining("no luck");
    }
}
