package dev.comm.testkit.campaign;

import dev.comm.api.error.ConfigException;
import dev.comm.testkit.campaign.play.Case;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The corpus of a test, which is a text file with cases that once failed. These cases run before all others, so that a
 * fixed failure is noticed if it happens again.
 */
final class Corpus {
    private static final Pattern LINE = Pattern.compile("(\\S+)(?:\\s+nodes=(\\d+))?(?:\\s+(.+))?");
    private static final String HEADER = """
            # Cases that failed once; they run first. One per line: seed [nodes=N] [plan of faults].
            # Without a plan the faults are drawn from the seed. A line that starts with # is a comment.
            """;

    private final Path file;

    /** Creates the corpus of a test. */
    Corpus(Path folder, String name) {
        this.file = folder.resolve(name + ".txt");
    }

    Path file() {
        return file;
    }

    /** Returns all cases in their order, or an empty list if there is no file. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        if (Files.exists(file)) {
            List<String> lines = lines();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    cases.add(parse(line, i + 1));
                }
            }
        }
        return cases;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private Case parse(String line, int number) {
        Matcher matcher = LINE.matcher(line);
        try {
            if (!matcher.matches()) {
                throw new IllegalArgumentException("no seed");
            }
            int nodes = matcher.group(2) == null ? Case.DRAWN : Integer.parseInt(matcher.group(2));
            return Case.of(CampaignSettings.number(matcher.group(1)), nodes, matcher.group(3));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    file + " line " + number + " is '" + line + "'; give: seed [nodes=N] [plan] (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    /** Adds a case with the reason of its failure. A case that is already in the corpus is not added again. */
    void add(Case found, String reason) {
        if (cases().contains(found)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            String text = (Files.exists(file) ? "" : HEADER) + "# "
                    + reason.lines().findFirst().orElse("") + "\n" + found + "\n";
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the case " + found + " cannot be added to " + file, e);
        }
    }
}
