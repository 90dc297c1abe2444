package dev.comm.tests.value;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.tests.value.Passage.End;
import dev.comm.tests.value.Passage.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each value arrives equal or is refused at the sender, with both serializers, alone and inside of another value. */
@Timeout(300)
class ValueEdgesTest {
    private static final int LEAST = 200;

    @Test
    void namesAreUnique() {
        assertThat(Edges.all()).hasSizeGreaterThan(LEAST).extracting(Edge::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "kryo"})
    void arrivesEqualOrIsRefusedAtTheSender(String serializer) {
        Passage passage = new Passage(serializer);
        List<String> wrong = new ArrayList<>();
        Map<End, Integer> counts = new EnumMap<>(End.class);
        for (Edge edge : Edges.all()) {
            End right = edge.refusedBy().contains(serializer) ? End.REFUSED : End.EQUAL;
            Result alone = passage.send(edge.value());
            Result inside = passage.send(new Own.Pair<>(edge.value(), "behind"));
            counts.merge(alone.end(), 1, Integer::sum);
            check(edge + " alone", right, alone, wrong);
            check(edge + " inside a record", right, inside, wrong);
        }
        System.out.println("values with the serializer " + serializer + ": " + counts);
        assertThat(wrong).as("of " + Edges.all().size()).isEmpty();
    }

    /** Begins each refusal with the cure, and repeats no part of the message. */
    @ParameterizedTest
    @ValueSource(strings = {"java", "kryo"})
    void aRefusalBeginsWithTheCure(String serializer) {
        Passage passage = new Passage(serializer);
        for (Edge edge : Edges.all()) {
            if (edge.refusedBy().contains(serializer)) {
                String text = passage.send(edge.value()).text();
                assertThat(text)
                        .as(edge.name())
                        .matches("(?s)(send|add|let|make|use|correct) .*")
                        .hasSizeLessThan(600)
                        .doesNotContain("kryo.register", "let java.");
                assertThat(text.split("cannot be written", -1).length).as(text).isLessThanOrEqualTo(2);
            }
        }
    }

    private static void check(String name, End right, Result result, List<String> wrong) {
        if (result.end() != right) {
            wrong.add(name + ": " + result.end() + " "
                    + result.text().lines().limit(1).collect(Collectors.joining()));
        }
    }
}
