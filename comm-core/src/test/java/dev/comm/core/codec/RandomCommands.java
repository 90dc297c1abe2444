package dev.comm.core.codec;

import dev.comm.api.RankSet;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.spi.Bytes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.stream.Stream;

/** A factory of valid commands of any type. It fills the components of their records with values from a seed. */
final class RandomCommands {
    private final Random random;
    private final boolean smallest;

    RandomCommands(long seed) {
        this(seed, false);
    }

    private RandomCommands(long seed, boolean smallest) {
        this.random = new Random(seed);
        this.smallest = smallest;
    }

    /** Returns all record types of the sealed hierarchy. */
    static List<Class<? extends Command>> types() {
        return leaves(Command.class).toList();
    }

    private static Stream<Class<? extends Command>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.asSubclass(Command.class))
                : Stream.of(type.getPermittedSubclasses()).flatMap(RandomCommands::leaves);
    }

    /** Returns the command of a type whose numbers are 0 and whose strings and lists are empty. */
    static Command smallest(Class<? extends Command> type) {
        return new RandomCommands(0, true).next(type);
    }

    /** Returns a command whose content has at most the given length. */
    <C> C next(Class<C> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Object[] values = new Object[components.length];
            for (int index = 0; index < values.length; index++) {
                values[index] = value(components[index].getGenericType(), components[index].getName());
            }
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private Object value(Type type, String name) {
        if (smallest) {
            return smallest(type);
        } else if (isRanks(type)) {
            return ranks();
        } else if (type instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0]);
        } else if (type == int.class || type == Integer.class) {
            return name.startsWith("version") ? random.nextInt(256) : random.nextInt(Integer.MAX_VALUE);
        } else if (type == long.class) {
            return random.nextLong(FrameLimits.DURATION_NANOS_MAX);
        } else if (type == double.class) {
            return random.nextDouble();
        } else if (type == boolean.class) {
            return random.nextBoolean();
        }
        return object((Class<?>) type);
    }

    private Object object(Class<?> type) {
        if (type == String.class) {
            return string();
        } else if (type == Bytes.class) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            return Bytes.of(bytes);
        } else if (type == Duration.class) {
            return random.nextBoolean() ? null : Duration.ofNanos(random.nextLong(1L << 50));
        } else if (type == Content.class) {
            return content();
        } else if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        return next(type);
    }

    private static Object smallest(Type type) {
        if (isRanks(type)) {
            return RankSet.NONE;
        } else if (type instanceof ParameterizedType) {
            return List.of();
        } else if (type == int.class) {
            return 0;
        } else if (type == long.class) {
            return 0L;
        } else if (type == double.class) {
            return 0.0;
        } else if (type == boolean.class) {
            return false;
        } else if (type == String.class) {
            return "";
        } else if (type == Bytes.class) {
            return Bytes.EMPTY;
        } else if (type == Content.class) {
            return Content.NONE;
        }
        return ((Class<?>) type).getEnumConstants()[0];
    }

    private static boolean isRanks(Type type) {
        return type instanceof ParameterizedType set && set.getRawType() == SortedSet.class;
    }

    private RankSet ranks() {
        RankSet.Builder ranks = new RankSet.Builder();
        int first = random.nextInt(3);
        for (int count = random.nextInt(4); count > 0; count--) {
            int last = first + random.nextInt(5);
            ranks.addRun(first, last);
            first = last + 2 + random.nextInt(1 << 28);
        }
        return ranks.build();
    }

    private List<Object> list(Type element) {
        List<Object> values = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            values.add(value(element, ""));
        }
        return values;
    }

    private String string() {
        String[] parts = {"", "fit", "Ä", "日本", "\uD83D\uDE80", "\uFFFD", "dev.comm.Type"};
        return parts[random.nextInt(parts.length)] + parts[random.nextInt(parts.length)];
    }

    private Content content() {
        return switch (random.nextInt(4)) {
            case 0 -> Content.NONE;
            case 1 -> Content.NULL;
            case 2 -> new Content(Content.Kind.VALUE, random.nextInt(13), random.nextInt(100));
            default -> new Content(Content.Kind.FAILED, ValueForms.ERROR, random.nextInt(100));
        };
    }
}
