package dev.comm.testkit.live.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.campaign.play.Case;
import dev.comm.testkit.campaign.play.CasePlayer;
import dev.comm.testkit.campaign.play.Film;
import dev.comm.testkit.campaign.play.Moment;
import dev.comm.testkit.campaign.play.Outcome;
import dev.comm.testkit.campaign.report.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The picture of a run shows each frame from its sender to its receiver, each fault, and each broken promise. */
class PictureTest {
    private static final int SIZE = 4;

    private final Outcome outcome = new CasePlayer(PictureTest::meet, Engine.SIM)
            .nodes(SIZE - 1, SIZE - 1)
            .film(Case.of(7, SIZE - 1, "at 27ms: crash 2; at 30ms: freeze 3 700ms"));

    private static void meet(Cluster cluster) {
        cluster.program(comm -> {
            for (int round = 0; round < 4; round++) {
                Cluster.pause(Duration.ofMillis(1 + 3L * comm.rank()));
                comm.barrier();
            }
        });
        cluster.run();
    }

    private Lanes lanes(Moment moment) {
        return new Picture(outcome.film(), new Wording(outcome.run().history(), SIZE), SIZE).lanes(moment);
    }

    @Test
    void eachFrameThatArrivesWasSentBeforeBySomebodyElse() {
        Map<Long, Lanes.Sent> sent = new HashMap<>();
        int arrivals = 0;
        for (Lanes.Point point : lanes(null).points()) {
            if (point instanceof Lanes.Sent each) {
                sent.put(each.frame(), each);
                assertThat(each.lane() == 0 ^ each.to() == 0)
                        .as("nodes speak with the master only: %s", each)
                        .isTrue();
            } else if (point instanceof Lanes.Arrived each) {
                arrivals++;
                assertThat(sent.get(each.frame()).to()).isEqualTo(each.lane());
                assertThat(sent.get(each.frame()).nanos()).isLessThan(each.nanos());
            }
        }
        assertThat(arrivals).isGreaterThan(40);
        assertThat(sent.values().stream().filter(each -> each.label().equals("HELLO")))
                .extracting(Lanes.Sent::lane)
                .containsExactlyInAnyOrder(1, 2, 3);
    }

    @Test
    void faultsChangeTheLinesOfTheirMembers() {
        List<String> changes = new ArrayList<>();
        for (Lanes.Point point : lanes(null).points()) {
            if (point instanceof Lanes.Mark mark && mark.look() == Lanes.Look.FAULT) {
                changes.add(mark.lane() + " " + mark.line());
            }
        }
        assertThat(changes).containsExactly("2 DEAD", "3 FROZEN", "3 RUNNING");
    }

    @Test
    void thePageIsWholeWithoutAnythingFromOutside() throws Exception {
        Moment moment = new Moment(31_000_000, 9, "B2: <somebody> & \"others\"");
        String html = new Page("A.b", "seed 0x7")
                .bad(List.of(moment.breach()))
                .lanes(lanes(moment))
                .html("footer");
        assertThat(html)
                .contains(
                        "B2: &lt;somebody&gt; &amp; &quot;others&quot;", "prefers-color-scheme: dark", "CRASH", "THAW")
                .doesNotContain("http", "<script", "@import", "url(", "<link");
        String svg = html.substring(html.indexOf("<svg"), html.indexOf("</svg>") + 6);
        assertThat(count(svg, "<text[ >]")).isEqualTo(count(svg, "</text>"));
        assertThat(count(svg, "<(line|rect|circle|path) ")).isEqualTo(count(svg, "/>"));
        assertThat(count(svg, "<rect ")).as("the broken promise").isEqualTo(1);
        long arrived = lanes(moment).points().stream()
                .filter(Lanes.Arrived.class::isInstance)
                .count();
        assertThat(count(svg, "<path "))
                .as("frames that arrived")
                .isEqualTo(arrived)
                .isGreaterThan(20);
    }

    private static long count(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().count();
    }

    @Test
    void aLongRunIsCutToItsEndButKeepsItsFaults() {
        Film film = new Film();
        outcome.film().shots().forEach(shot -> repeat(film, shot, 20));
        Lanes lanes = new Picture(film, new Wording(outcome.run().history(), SIZE), SIZE).lanes(null);
        assertThat(lanes.omitted()).isPositive();
        assertThat(lanes.points().size()).isLessThan(600);
        assertThat(lanes.points())
                .anyMatch(each -> each instanceof Lanes.Mark mark && mark.text().equals("CRASH"));
    }

    private static void repeat(Film film, Film.Shot shot, int times) {
        if (shot instanceof Film.Seen seen) {
            for (int i = 0; i < times; i++) {
                film.see(seen.occurrence());
            }
        }
    }
}
