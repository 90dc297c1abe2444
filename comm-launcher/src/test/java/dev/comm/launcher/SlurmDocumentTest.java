package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The batch file in docs/SLURM.md is what the command before it prints. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the document is for POSIX shells")
class SlurmDocumentTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./comm (slurm script .*) > darts\\.sbatch$");
    private static final Pattern FILE = Pattern.compile("(?s)```sh\n(#!/bin/bash\n.*?)```");

    @TempDir
    Path folder;

    @Test
    void theFileIsTheOutputOfTheCommand() throws Exception {
        String text = Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "SLURM.md"));
        List<String> words = words(only(COMMAND, text));

        CommandLineHarness printed = CommandLineHarness.run(words.toArray(String[]::new));

        assertThat(printed.err()).isEmpty();
        assertThat(printed.out()).isEqualTo(only(FILE, text));
    }

    /** Returns the words that a shell makes of a line. */
    private List<String> words(String line) throws IOException, InterruptedException {
        List<String> words = new FakeSrun(folder).run("sh", "srun " + line + "\n");
        return words.subList(2, words.size());
    }

    private static String only(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.results().count()).as(pattern.pattern()).isEqualTo(1);
        found.reset();
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
