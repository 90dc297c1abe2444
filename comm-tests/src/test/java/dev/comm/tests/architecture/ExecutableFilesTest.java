package dev.comm.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts are executable in every clone of the repository, not only in this one. */
@Timeout(60)
class ExecutableFilesTest {
    @ParameterizedTest
    @ValueSource(strings = {"comm", ".ci/run", "comm-tests/src/test/slurm/cluster"})
    void isExecutableInGit(String file) throws Exception {
        assumeTrue(Files.exists(Sources.ROOT.resolve(".git")), "this is no git repository");
        Process git = new ProcessBuilder("git", "ls-files", "-s", file)
                .directory(Sources.ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output).startsWith("100755 ");
    }
}
