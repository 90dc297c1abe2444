package dev.comm.api.error;

import java.util.List;
import java.util.Optional;

/** The place of a remote error in the program and its root cause, both found in the stack of the error. */
final class RemotePlace {
    private static final String AT = "at ";
    private static final String CAUSED_BY = "Caused by: ";
    private static final List<String> NOT_OF_THE_PROGRAM = List.of("java.", "jdk.", "sun.", "dev.comm.");

    private RemotePlace() {}

    /** Returns the text to append to the message: the place and the root cause in parentheses, or an empty text. */
    static String of(String remoteStack) {
        List<String> lines = remoteStack.lines().map(String::strip).toList();
        Optional<String> place = lines.stream()
                .takeWhile(line -> !line.startsWith(CAUSED_BY))
                .filter(line -> line.startsWith(AT))
                .filter(line -> isOfTheProgram(line.substring(AT.length())))
                .findFirst();
        Optional<String> root = lines.stream()
                .filter(line -> line.startsWith(CAUSED_BY))
                .reduce((first, second) -> second)
                .map(line -> "caused by " + line.substring(CAUSED_BY.length()));
        String text = place.orElse("") + (place.isPresent() && root.isPresent() ? "; " : "") + root.orElse("");
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    /** Returns whether a frame belongs to the program. A frame may begin with its module and loader, up to a slash. */
    private static boolean isOfTheProgram(String frame) {
        String call = frame.substring(0, Math.max(0, frame.indexOf('(')));
        String name = call.substring(call.lastIndexOf('/') + 1);
        return !name.isEmpty() && NOT_OF_THE_PROGRAM.stream().noneMatch(name::startsWith);
    }
}
