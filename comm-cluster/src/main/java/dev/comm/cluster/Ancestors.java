package dev.comm.cluster;

import java.util.Optional;
import java.util.stream.Stream;

/** This process and those that started it. */
final class Ancestors {
    private static final int DEPTH_MAX = 64;

    private Ancestors() {}

    static boolean include(long pid) {
        return Stream.iterate(
                        Optional.of(ProcessHandle.current()),
                        Optional::isPresent,
                        each -> each.flatMap(ProcessHandle::parent))
                .limit(DEPTH_MAX)
                .anyMatch(each -> each.get().pid() == pid);
    }
}
