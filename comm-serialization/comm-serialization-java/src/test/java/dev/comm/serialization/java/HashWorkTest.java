package dev.comm.serialization.java;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.serialization.java.Samples.Cell;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small messages that demand much time are refused (SEC-20, SEC-26). Without the limits most of them would run for
 * years, in tables of the JDK that no caller can interrupt.
 */
@Timeout(value = 60, unit = SECONDS)
class HashWorkTest {
    private static final int WIDTH = 10;
    private static final int LEVELS = 13;

    private final Serializer serializer = Samples.serializer(Cell.class, Node.class, Slow.class);

    record Node(Object below) implements Serializable {}

    record Slow(int value) implements Serializable {
        Slow {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /**
     * Returns values with ten objects on each level, each of which holds all ten of the next level. Each level
     * multiplies the number of paths by ten.
     */
    static Stream<Bomb> bombs() {
        List<Object> bombs = new ArrayList<>();
        bombs.add(wideSets());
        for (Set<Object> set : List.of(new HashSet<>(), new LinkedHashSet<>())) {
            List<Object> root = new ArrayList<>();
            set.add(root);
            fill(root);
            bombs.add(set);
        }
        List<Object> inSet = new ArrayList<>();
        bombs.add(Set.of(inSet));
        fill(inSet);
        List<Object> inMap = new ArrayList<>();
        bombs.add(Map.of(inMap, 1));
        fill(inMap);
        for (Map<Object, Object> map : List.of(new HashMap<>(), new LinkedHashMap<>())) {
            List<Object> key = new ArrayList<>();
            map.put(key, 1);
            fill(key);
            bombs.add(new ArrayList<>(List.of(map)));
        }
        List<Object> inRecord = new ArrayList<>();
        bombs.add(new HashSet<>(Set.of(new Node(inRecord))));
        fill(inRecord);
        bombs.add(unfinished());
        return bombs.stream().map(Bomb::new);
    }

    /** A holder that hides the value from code that would print it, because the printing would take years too. */
    static final class Bomb {
        private final Object value;

        Bomb(Object value) {
            this.value = value;
        }
    }

    private static Set<Object> wideSets() {
        Set<Object> root = new HashSet<>();
        List<Set<Object>> level = List.of(root);
        for (int depth = 0; depth < LEVELS; depth++) {
            String mark = "level" + depth + "-";
            List<Set<Object>> next = IntStream.range(0, WIDTH)
                    .mapToObj(i -> (Set<Object>) new HashSet<Object>(Set.of(mark + i)))
                    .toList();
            level.forEach(set -> set.addAll(next)); // cheap, because the next level is still empty
            level = next;
        }
        return root;
    }

    private static void fill(List<Object> root) {
        List<List<Object>> level = List.of(root);
        for (int depth = 0; depth < LEVELS; depth++) {
            List<List<Object>> next = IntStream.range(0, WIDTH)
                    .mapToObj(i -> (List<Object>) new ArrayList<Object>())
                    .toList();
            level.forEach(list -> list.addAll(next));
            level = next;
        }
    }

    /** Returns keys that refer to a list that is still incomplete, but already holds many objects. */
    private static List<Object> unfinished() {
        List<Object> outer = new ArrayList<>();
        List<Object> heavy = new ArrayList<>();
        fill(heavy);
        outer.add(heavy.get(0));
        Set<Object> keys = new HashSet<>();
        List<Object> key = new ArrayList<>();
        keys.add(key);
        key.add(outer);
        outer.add(keys);
        return outer;
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void whatWouldBeHashedForYearsIsRefusedBeforeTheFirstKey(Bomb bomb) throws IOException {
        byte[] bytes = Samples.writeUnchecked(bomb.value);
        assertThat(bytes).hasSizeLessThan(20_000);
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, Object.class))
                .withMessageMatching("(?s).*send (lists in place of sets of sets|a tree).*");
    }

    @Test
    void manySmallBombsInOneMessageCountTogether() throws IOException {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            List<Object> root = new ArrayList<>();
            all.add(new HashSet<>(List.of(root)));
            List<Object> below = new ArrayList<>(Collections.nCopies(20, 1));
            List<Object> middle = new ArrayList<>(Collections.nCopies(100, below));
            root.addAll(Collections.nCopies(100, middle));
        }
        byte[] bytes = Samples.writeUnchecked(all);
        assertThatIOException()
                .isThrownBy(() -> Samples.read(serializer, bytes, Object.class))
                .withMessageContaining("share objects so often");
    }

    @Test
    void tablesNestedDeeperThan16AreRefusedWhateverDepthIsAllowed() throws IOException {
        Serializer deep = new JavaSerializerProvider()
                .create(SerializerContext.builder(List.of(), getClass().getClassLoader())
                        .payloadBytesMax(1 << 20)
                        .depthMax(64)
                        .build());
        assertThat(Samples.read(deep, Samples.writeUnchecked(nested(16)), Object.class))
                .isEqualTo(nested(16));
        byte[] bytes = Samples.writeUnchecked(nested(17));
        assertThatIOException()
                .isThrownBy(() -> Samples.read(deep, bytes, Object.class))
                .withMessageContaining("more than 16 sets or maps are nested");
    }

    private static Object nested(int levels) {
        Set<Object> set = new HashSet<>();
        for (int i = 1; i < levels; i++) {
            set = new HashSet<>(Set.of(set));
        }
        return set;
    }

    @Test
    void aMessageThatTakesTooLongEndsBetweenTwoOfItsParts() throws IOException {
        List<Slow> slow = IntStream.range(0, 300).mapToObj(Slow::new).toList();
        byte[] bytes = Samples.write(serializer, new ArrayList<>(slow));
        Serializer impatient = new JavaSerializerProvider()
                .create(SerializerContext.builder(
                                List.of(Slow.class), getClass().getClassLoader())
                        .payloadBytesMax(1 << 20)
                        .readTimeMax(Duration.ofMillis(1))
                        .build());
        assertThatIOException()
                .isThrownBy(() -> Samples.read(impatient, bytes, Object.class))
                .withMessageContaining("reading it takes too long");
        assertThat(Samples.read(serializer, bytes, Object.class)).isEqualTo(slow);
    }

    /** Reads tables that are shared and nested as in usual programs. */
    @Test
    void usualTablesAreRead() throws IOException {
        Map<String, Object> config = new TreeMap<>();
        Map<String, Map<Integer, Set<String>>> deep = new HashMap<>();
        Set<Set<Integer>> sets = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            config.put("key" + i, i);
            deep.put("a" + i, new HashMap<>(Map.of(i, Set.of("x", "y", "z" + i))));
            sets.add(Set.of(i, i + 1, i + 2));
        }
        List<Object> tasks = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tasks.add(new HashMap<>(Map.of("config", config, "deep", deep, "cell", Samples.cell(i))));
        }
        for (Object value : List.of(config, deep, sets, tasks, new HashSet<>(Set.of(Samples.cell(1))))) {
            assertThat(Samples.read(serializer, Samples.write(serializer, value), Object.class))
                    .isEqualTo(value);
        }
    }
}
