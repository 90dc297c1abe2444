package dev.comm.tests.value;

import dev.comm.api.CommConfig;
import java.util.List;
import java.util.stream.Stream;

/** All values at the edges of their types. */
final class Edges {
    private Edges() {}

    static List<Edge> all() {
        return Stream.of(
                        NumberEdges.all(),
                        TextEdges.all(),
                        TimeEdges.all(),
                        DateEdges.all(),
                        ListEdges.all(),
                        SetEdges.all(),
                        MapEdges.all(),
                        ViewEdges.all(),
                        ArrayEdges.all(),
                        BoxEdges.all(),
                        OwnEdges.all(),
                        GraphEdges.all(),
                        CodeEdges.all(),
                        KnownBugs.all(),
                        RandomEdges.all())
                .flatMap(each -> each)
                .toList();
    }

    /** Returns the settings of all members. */
    static CommConfig config(String serializer) {
        return CommConfig.builder().serializer(serializer).types(Own.TYPES).build();
    }
}
