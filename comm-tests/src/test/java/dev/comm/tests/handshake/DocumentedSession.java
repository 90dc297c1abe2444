package dev.comm.tests.handshake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The session in section 15 of docs/PROTOCOL.md, step by step. */
final class DocumentedSession {
    private static final Pattern TOKEN = Pattern.compile("<[a-z0-9]+(?: [a-z]+)?>|[0-9a-f]+");

    private DocumentedSession() {}

    /** Who does something in a step. */
    enum Actor {
        NODE('→'),
        MASTER('←'),
        PROGRAM('*');

        private final char sign;

        Actor(char sign) {
            this.sign = sign;
        }
    }

    /**
     * A step.
     *
     * @param text type of the frame, or what happens
     * @param tokens bytes in hex, and fields that vary
     */
    record Step(Actor actor, String text, List<String> tokens) {}

    static List<Step> read() throws IOException {
        List<Step> steps = new ArrayList<>();
        for (String line : block().split("\n")) {
            if (line.startsWith("  ")) {
                tokens(line.replaceFirst("#.*", ""), steps.get(steps.size() - 1).tokens());
            } else {
                steps.add(new Step(actor(line.charAt(0)), line.substring(2), new ArrayList<>()));
            }
        }
        return steps;
    }

    private static void tokens(String text, List<String> tokens) {
        Matcher found = TOKEN.matcher(text);
        while (found.find()) {
            tokens.add(found.group());
        }
    }

    private static Actor actor(char sign) {
        for (Actor actor : Actor.values()) {
            if (actor.sign == sign) {
                return actor;
            }
        }
        throw new IllegalArgumentException("no step begins with " + sign);
    }

    private static String block() throws IOException {
        String text = Files.readString(Path.of(System.getProperty("basedir", "."), "..", "docs", "PROTOCOL.md"));
        int start = text.indexOf("```\n", text.indexOf("\n## 15. ")) + 4;
        return text.substring(start, text.indexOf("```", start));
    }
}
