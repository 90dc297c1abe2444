package dev.comm.core.testing;

import dev.comm.api.RankSet;
import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.Content;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.spi.Bytes;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.SortedSet;

/** One command of every type, with the smallest possible fields. */
public final class AnyCommand {
    private AnyCommand() {}

    /** Returns the smallest command of a type. */
    public static Command of(FrameType type) {
        RecordComponent[] fields = type.command().getRecordComponents();
        Class<?>[] types = new Class<?>[fields.length];
        Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            types[i] = fields[i].getType();
            values[i] = small(types[i]);
        }
        try {
            return type.command().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("a " + type + " cannot be made", e);
        }
    }

    private static Object small(Class<?> type) {
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
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
        } else if (type == List.class) {
            return List.of();
        } else if (type == SortedSet.class) {
            return RankSet.NONE;
        }
        throw new AssertionError("which is the smallest " + type + "?");
    }
}
