package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refused;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Code, classes, errors and other objects that belong to one process. */
final class CodeEdges {
    private CodeEdges() {}

    private interface SerializableSupplier extends Supplier<Integer>, Serializable {}

    static Stream<Edge> all() {
        return Stream.of(classes(), code(), errors(), process()).flatMap(each -> each);
    }

    private static Stream<Edge> classes() {
        return Stream.of(
                refused("Class of the JDK", () -> String.class),
                refused("Class of a declared type", () -> Own.Named.class),
                refused("Class of a primitive type", () -> int.class),
                refused("Class in a list", () -> List.of(Own.Named.class)),
                refused("Class as a key", () -> Map.of(String.class, 1)),
                refused("Class beside its value", () -> new Object[] {new Own.Named("a"), Own.Named.class}),
                refused("Class in a record", () -> new Own.Pair<>(String.class, 1)));
    }

    private static Stream<Edge> code() {
        return Stream.of(
                refused("lambda", () -> (Runnable) () -> {}),
                refused("serializable lambda", () -> (SerializableSupplier) () -> 1),
                refused("method reference", () -> (Supplier<String>) "a"::trim),
                refused("anonymous class", () -> new Comparator<String>() {
                    @Override
                    public int compare(String one, String other) {
                        return 0;
                    }
                }),
                refused("lambda in a list", () -> List.of((Supplier<Integer>) () -> 1)),
                refused(
                        "proxy",
                        () -> Proxy.newProxyInstance(
                                CodeEdges.class.getClassLoader(),
                                new Class<?>[] {Runnable.class},
                                (self, method, given) -> null)));
    }

    private static Stream<Edge> errors() {
        return Stream.of(
                refused("exception", () -> new IllegalStateException("a")),
                refused("exception with causes", () -> new RuntimeException(new IOException("why"))),
                refused("exception in a list", () -> List.of(new IOException("a"))),
                refused("exception with a suppressed one", () -> {
                    Exception failure = new Exception("a");
                    failure.addSuppressed(new Exception("b"));
                    return failure;
                }),
                refused("error", () -> new OutOfMemoryError("none really")),
                refused("stack trace element", () -> new StackTraceElement("a", "b", "c", 1)));
    }

    private static Stream<Edge> process() {
        return Stream.of(
                refused("File", () -> new File("a")),
                refused("Path", () -> Path.of("a")),
                refused("stream of bytes", () -> new ByteArrayInputStream(new byte[0])),
                refused("Stream", () -> Stream.of(1)),
                refused("iterator", () -> List.of(1).iterator()),
                refused("future", () -> CompletableFuture.completedFuture(1)),
                refused("class loader", CodeEdges.class::getClassLoader));
    }
}
