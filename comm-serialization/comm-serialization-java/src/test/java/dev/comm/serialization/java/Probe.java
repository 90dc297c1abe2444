package dev.comm.serialization.java;

import dev.comm.api.spi.Serializer;
import dev.comm.serialization.java.Samples.Circle;
import dev.comm.serialization.java.Samples.Grid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The main program of the other JVM, which prints the result of its command. */
final class Probe {
    private Probe() {}

    public static void main(String[] arguments) throws IOException {
        Serializer serializer = Samples.serializer(Grid.class, Circle.class);
        switch (arguments[0]) {
            case "read" -> System.out.println(read(serializer, Path.of(arguments[1])));
            default -> {
                try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
                    List<String> results =
                            files.map(file -> read(serializer, file)).toList();
                    long refused = results.stream()
                            .filter(r -> r.contains(" cannot be read"))
                            .count();
                    System.out.println("refused " + refused + " of " + results.size());
                }
            }
        }
    }

    private static String read(Serializer serializer, Path file) {
        try {
            Object value = Samples.read(serializer, Files.readAllBytes(file), Object.class);
            return "read " + value.getClass().getName();
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
