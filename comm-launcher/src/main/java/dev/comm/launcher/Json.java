package dev.comm.launcher;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The JSON form of maps, lists, strings, numbers, booleans and null. */
final class Json {
    private Json() {}

    static String of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> of(each.getKey()) + ":" + of(each.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder to = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == '"' || each == '\\') {
                to.append('\\').append(each);
            } else if (each < ' ' || Character.isSurrogate(each)) {
                to.append(String.format("\\u%04x", (int) each));
            } else {
                to.append(each);
            }
        }
        return to.append('"').toString();
    }
}
