package dev.comm.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.ConfigException;
import dev.comm.testkit.campaign.play.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failed cases are kept in a file that a user can read and change. */
class CorpusTest {
    @TempDir
    private Path folder;

    private Corpus corpus(String text) throws IOException {
        Files.writeString(folder.resolve("A.b.txt"), text);
        return new Corpus(folder, "A.b");
    }

    @Test
    void aLineIsASeedWithNodesAndAPlanIfItHasThem() throws IOException {
        Corpus corpus = corpus("""
                # why it is here
                0x5f1c

                12 nodes=4
                0xa nodes=2 at 1s: crash 2; arrival 3 + 1ms: freeze 1 20ms
                0xb at 2ms: cut 1   # said why
                """);
        assertThat(corpus.cases())
                .containsExactly(
                        Case.of(0x5f1c),
                        Case.of(12, 4, null),
                        Case.of(10, 2, "at 1s: crash 2; arrival 3 + 1ms: freeze 1 20ms"),
                        Case.of(11, Case.DRAWN, "at 2ms: cut 1"));
    }

    @Test
    void noFileMeansNoCases() {
        assertThat(new Corpus(folder, "Nobody.wrote").cases()).isEmpty();
    }

    @Test
    void aWrongLineIsToldWithItsNumber() throws IOException {
        Corpus corpus = corpus("0x1\n0x2 nodes=3 explode 2\n");
        assertThatThrownBy(corpus::cases)
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("A.b.txt line 2", "explode 2", "seed [nodes=N] [plan]");
    }

    @Test
    void anAddedCaseIsReadBackAndAddedOnce() throws IOException {
        Corpus corpus = new Corpus(folder.resolve("new"), "A.b");
        Case found = Case.of(0x5f1c, 3, "at 1s: crash 2");
        corpus.add(found, "B2: somebody who never arrived survived\nmore lines");
        corpus.add(found, "again");
        corpus.add(Case.of(1), "another");
        assertThat(corpus.cases()).containsExactly(found, Case.of(1));
        assertThat(Files.readString(corpus.file()))
                .startsWith("# Cases that failed once")
                .contains("# B2: somebody who never arrived survived\n0x5f1c nodes=3 at 1s: crash 2\n")
                .doesNotContain("more lines", "again");
    }
}
