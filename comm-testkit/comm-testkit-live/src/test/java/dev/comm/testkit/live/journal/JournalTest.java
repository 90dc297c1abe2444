package dev.comm.testkit.live.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.RankSet;
import dev.comm.api.Verdict;
import dev.comm.api.View;
import dev.comm.api.protocol.CollectiveCommand;
import dev.comm.api.protocol.CollectiveKind;
import dev.comm.api.protocol.Content;
import dev.comm.core.machine.Failure;
import dev.comm.testkit.history.Digest;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Occurrence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notes of members are read as they were written, up to the last complete note. */
class JournalTest {
    private static final Life LIFE = new Life(2, 1, 0xCAFEL);
    private static final Digest DIGEST = new Digest(Content.Kind.VALUE, 17, 0xFFFFFFFFL);

    @TempDir
    Path folder;

    /** An example of a value that a user may report. */
    record Fit(int cell, double value, Optional<String> remark, Fit inner) {}

    @Test
    void everyKindOfPlainDataArrivesAsItWas() throws IOException {
        List<Object> values = Arrays.asList(
                null,
                true,
                false,
                (byte) -1,
                (short) -2,
                'ä',
                -3,
                Long.MIN_VALUE,
                1.5f,
                Double.NaN,
                "text with ä and \u0000",
                "x".repeat(100_000),
                Duration.ofSeconds(5, 7),
                Cause.SILENT,
                List.of(1, "two", List.of()),
                Set.of("one"),
                new TreeSet<>(Set.of(3, 1, 2)),
                Map.of(1, List.of(2)),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                new Fit(1, -0.0, Optional.of("good"), new Fit(2, 1, Optional.empty(), null)),
                new Verdict(
                        7,
                        8,
                        new TreeSet<>(Set.of(0, 1)),
                        Map.of(2, new Departure(2, 5, Cause.CLOSED, "gone")),
                        new TreeSet<>(),
                        -1));
        assertThat(throughFile(new Note.Reported(1, "key", values)))
                .containsExactly(new Note.Reported(1, "key", values));
        byte[] bytes = {1, 2, 3};
        Object arrived =
                ((Note.Reported) throughFile(new Note.Reported(1, "key", bytes)).get(0)).value();
        assertThat((byte[]) arrived).containsExactly(bytes);
    }

    @Test
    void occurrencesArriveAsTheyWere() throws IOException {
        Instance instance = new Instance(1, 5);
        View view = new View(1, 2, new TreeMap<>(Map.of(0, new Member(0, 9, "here", null))));
        CollectiveCommand.Decision decision = CollectiveCommand.Decision.returning(
                        new CollectiveCommand.Decision.Stamp(1, 5, 1, 2),
                        RankSet.of(0, 1),
                        1,
                        List.of(new CollectiveCommand.Slot(0, Content.NONE)),
                        Content.NULL)
                .toBuilder()
                .departures(List.of(new Departure(2, 3, Cause.RESET, "")))
                .joined(List.of(new Member(3, 4, "there", Duration.ofSeconds(9))))
                .build();
        List<Occurrence> all = List.of(
                new Occurrence.Joined(1, LIFE, 3, view),
                new Occurrence.Called(2, LIFE, instance, CollectiveKind.COLLECT, "fit", 10, List.of(DIGEST)),
                new Occurrence.Decided(3, instance, decision),
                new Occurrence.Returned(
                        4, LIFE, instance, CollectiveKind.COLLECT, decision, List.of(new Occurrence.Got(1, DIGEST))),
                new Occurrence.Failed(5, LIFE, instance, new Failure(Failure.Kind.FENCED, "fenced")),
                new Occurrence.ViewSeen(6, LIFE, 1, 2, new TreeMap<>(Map.of(0, 9L))));
        List<Note> notes = new ArrayList<>();
        all.forEach(each -> notes.add(new Note.Happened(each)));
        assertThat(throughFile(notes.toArray(Note[]::new))).isEqualTo(notes);
    }

    @Test
    void whatCannotTravelIsNamed() {
        assertThatThrownBy(() -> RecordWriter.write(List.of(new Object())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object cannot go from one process to another");
    }

    @Test
    void aNoteThatWasCutOffAtAnyByteDoesNotCountAndThoseBeforeDo() throws IOException {
        Path whole = folder.resolve("whole");
        try (Journal journal = Journal.open(whole)) {
            journal.append(new Note.Reported(1, "first", 1));
            journal.append(new Note.Reported(1, "second", List.of("a", "b")));
        }
        byte[] bytes = Files.readAllBytes(whole);
        int first = 4 + RecordWriter.write(new Note.Reported(1, "first", 1)).length;
        for (int length = 0; length < bytes.length; length++) {
            Path part = folder.resolve("part-" + length);
            Files.write(part, Arrays.copyOf(bytes, length));
            try (JournalReader reader = JournalReader.open(part, getClass().getClassLoader())) {
                assertThat(reader.more()).hasSize(length < first ? 0 : 1);
                Files.write(part, Arrays.copyOfRange(bytes, length, bytes.length), StandardOpenOption.APPEND);
                assertThat(reader.more()).hasSize(length < first ? 2 : 1);
            }
        }
    }

    @Test
    void onlyRecordsAndEnumsAreMade() {
        byte[] bytes = RecordWriter.write(Cause.LEFT);
        String text = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        byte[] other = text.replace("dev.comm.api.Cause", "dev.comm.api.RunId")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> RecordReader.read(other, getClass().getClassLoader()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no constant");
    }

    private List<Note> throughFile(Note... notes) throws IOException {
        Path file = Files.createTempFile(folder, "notes", "");
        try (Journal journal = Journal.open(file);
                JournalReader reader = JournalReader.open(file, getClass().getClassLoader())) {
            for (Note note : notes) {
                journal.append(note);
            }
            return reader.more();
        }
    }
}
