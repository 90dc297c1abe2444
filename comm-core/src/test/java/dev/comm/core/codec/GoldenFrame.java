package dev.comm.core.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A frame from a file, written once without the code under test. A # begins a comment. The line that begins with = is
 * the text of the command. All other lines are the bytes in hexadecimal.
 */
public record GoldenFrame(String name, String command, byte[] bytes) {
    public static List<GoldenFrame> all() throws IOException, URISyntaxException {
        URL folder = GoldenFrame.class.getResource("frames");
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.sorted().map(GoldenFrame::read).toList();
        }
    }

    private static GoldenFrame read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            String hex = lines.stream()
                    .filter(line -> !line.startsWith("="))
                    .map(line -> line.split("#", 2)[0].strip())
                    .collect(Collectors.joining());
            String command = lines.stream()
                    .filter(line -> line.startsWith("= "))
                    .findFirst()
                    .orElseThrow();
            return new GoldenFrame(
                    file.getFileName().toString(),
                    command.substring(2),
                    HexFormat.of().parseHex(hex));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
