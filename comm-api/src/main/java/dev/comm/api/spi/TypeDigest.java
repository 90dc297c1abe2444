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

/** Digests names and shapes of types, one line each. */
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
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String line) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private static String shape(Class<?> type) {
        if (TypeClosure.isPartOfJdk(type)) {
            return ""; // its inside may change between JDK releases that work together
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
                .sorted() // the order of getDeclaredFields is not promised
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String describe(RecordComponent component) {
        return component.getName() + ":" + component.getType().getName();
    }

    private static String describe(Field field) {
        return field.getName() + ":" + field.getType().getName();
    }
}
