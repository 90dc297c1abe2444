package dev.comm.api.spi;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The digest of the names and shapes of types, with one line for each type. */
final class TypeDigest {
    private TypeDigest() {}

    static byte[] of(List<String> settings, List<Class<?>> types) {
        MessageDigest digest = sha256();
        settings.forEach(line -> update(digest, line));
        types.forEach(type -> update(digest, type.getName() + shape(type)));
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256, which every runtime must have", e);
        }
    }

    private static void update(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static String shape(Class<?> type) {
        if (TypeClosure.isPartOfJdk(type)) {
            return ""; // its fields may differ between compatible JDK releases
        }
        if (type.isRecord()) {
            return Arrays.stream(type.getRecordComponents())
                    .map(TypeDigest::describe)
                    .collect(Collectors.joining(",", "(", ")"));
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining("|", "[", "]"));
        }
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !field.isSynthetic() && !Modifier.isStatic(field.getModifiers()))
                .map(TypeDigest::describe)
                .sorted() // getDeclaredFields has no defined order
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String describe(RecordComponent component) {
        return component.getName() + ":" + component.getType().getName();
    }

    private static String describe(Field field) {
        return field.getName() + ":" + field.getType().getName();
    }
}
