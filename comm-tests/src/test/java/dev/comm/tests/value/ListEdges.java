package dev.comm.tests.value;

import static dev.comm.tests.value.Edge.refused;
import static dev.comm.tests.value.Edge.travels;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Stack;
import java.util.Vector;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** Lists and queues. */
final class ListEdges {
    private ListEdges() {}

    static Stream<Edge> all() {
        return Stream.of(changeable(), fixed(), refusals()).flatMap(each -> each);
    }

    private static Stream<Edge> changeable() {
        return Stream.of(
                travels("empty ArrayList", ArrayList::new),
                travels("ArrayList of null", () -> new ArrayList<>(Collections.singletonList(null))),
                travels("ArrayList of many", () -> new ArrayList<>(Collections.nCopies(10_000, 7L))),
                travels("ArrayList of all kinds", () -> new ArrayList<>(List.of(1, "a", 2.0, 'c', List.of()))),
                travels("empty LinkedList", LinkedList::new),
                travels("LinkedList of one", () -> new LinkedList<>(List.of(1))),
                travels("empty ArrayDeque", ArrayDeque::new),
                travels("ArrayDeque of 40", () -> new ArrayDeque<>(Collections.nCopies(40, "x"))),
                travels("ArrayDeque around its end", ListEdges::turned),
                travels("empty CopyOnWriteArrayList", CopyOnWriteArrayList::new),
                travels("CopyOnWriteArrayList", () -> new CopyOnWriteArrayList<>(List.of(3, 1, 2))),
                travels("Arrays.asList", () -> Arrays.asList("a", null)),
                travels("Arrays.asList of nothing", () -> Arrays.asList()),
                travels("Arrays.asList of texts", () -> Arrays.asList(new String[] {"a"})));
    }

    private static ArrayDeque<Integer> turned() {
        ArrayDeque<Integer> deque = new ArrayDeque<>(8);
        for (int i = 0; i < 20; i++) {
            deque.addLast(i);
            if (i > 3) {
                deque.removeFirst();
            }
        }
        return deque;
    }

    private static Stream<Edge> fixed() {
        return Stream.of(
                travels("List.of()", List::of),
                travels("List.of one", () -> List.of(1)),
                travels("List.of two", () -> List.of(1, 2)),
                travels("List.of three", () -> List.of(1, 2, 3)),
                travels("Stream.toList with null", () -> Stream.of("a", null).toList()),
                travels("emptyList", Collections::emptyList),
                travels("singletonList of null", () -> Collections.singletonList(null)),
                travels("unmodifiableList", () -> Collections.unmodifiableList(new ArrayList<>(List.of(1)))),
                travels("unmodifiableList of a LinkedList", () -> Collections.unmodifiableList(new LinkedList<>())),
                travels(
                        "unmodifiableCollection",
                        () -> Collections.unmodifiableCollection(new ArrayList<>(List.of(1)))));
    }

    private static Stream<Edge> refusals() {
        return Stream.of(
                refused("nCopies", () -> Collections.nCopies(3, 1)),
                refused("synchronizedList", () -> Collections.synchronizedList(new ArrayList<>())),
                refused("checkedList", () -> Collections.checkedList(new ArrayList<>(), String.class)),
                refused("Vector", () -> new Vector<>(List.of(1))),
                refused("Stack", Stack::new),
                refused("PriorityQueue", () -> new PriorityQueue<>(List.of(2, 1))),
                refused("PriorityQueue with an order", () -> new PriorityQueue<>(Collections.reverseOrder())),
                refused("ConcurrentLinkedQueue", ConcurrentLinkedQueue::new),
                refused("LinkedBlockingQueue", () -> new LinkedBlockingQueue<>(3)));
    }
}
