package dev.comm.serialization.java;

import java.io.InvalidObjectException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The object that travels in place of a value whose class is not serializable, or whose form names private classes.
 *
 * @param kind one of the numbers below, which are part of the wire format
 * @param content the contents of the value, or null
 */
record StandIn(int kind, Object content) implements Serializable {
    private static final int OPTIONAL = 0;
    private static final int OPTIONAL_INT = 1;
    private static final int OPTIONAL_LONG = 2;
    private static final int OPTIONAL_DOUBLE = 3;
    private static final int CONCURRENT_MAP = 4;

    /** Returns the object that travels in place of the value, or null if the value needs no stand-in. */
    static StandIn of(Object value) {
        if (value instanceof Optional<?> box) {
            return new StandIn(OPTIONAL, box.orElse(null));
        }
        if (value instanceof OptionalInt box) {
            return new StandIn(OPTIONAL_INT, box.isPresent() ? box.getAsInt() : null);
        }
        if (value instanceof OptionalLong box) {
            return new StandIn(OPTIONAL_LONG, box.isPresent() ? box.getAsLong() : null);
        }
        if (value instanceof OptionalDouble box) {
            return new StandIn(OPTIONAL_DOUBLE, box.isPresent() ? box.getAsDouble() : null);
        }
        return value.getClass() == ConcurrentHashMap.class
                ? new StandIn(CONCURRENT_MAP, new HashMap<>((Map<?, ?>) value))
                : null;
    }

    /**
     * Returns the value that this object replaced. The JDK calls this method after the read, and the filter checks the
     * result.
     */
    private Object readResolve() throws InvalidObjectException {
        return switch (kind) {
            case OPTIONAL -> Optional.ofNullable(content);
            case OPTIONAL_INT -> content == null ? OptionalInt.empty() : OptionalInt.of((Integer) content);
            case OPTIONAL_LONG -> content == null ? OptionalLong.empty() : OptionalLong.of((Long) content);
            case OPTIONAL_DOUBLE -> content == null ? OptionalDouble.empty() : OptionalDouble.of((Double) content);
            case CONCURRENT_MAP -> new ConcurrentHashMap<>((Map<?, ?>) content);
            default -> throw new InvalidObjectException("no value has the stand-in " + kind);
        };
    }
}
