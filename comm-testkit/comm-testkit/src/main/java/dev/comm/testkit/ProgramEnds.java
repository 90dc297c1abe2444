package dev.comm.testkit;

import dev.comm.api.error.BugException;
import dev.comm.api.error.CollectiveMismatchException;
import dev.comm.api.error.CommException;
import dev.comm.api.error.ConfigException;
import dev.comm.api.error.ProviderException;
import dev.comm.api.error.SerializationException;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The judgement on how the programs of a run ended. A program may end by an effect of a fault, by an exception that the
 * test allows, or wrongly.
 */
final class ProgramEnds {
    private static final int CAUSES_MAX = 20;
    private static final int MESSAGE_MAX = 300;

    /** Exceptions that a fault never causes. They show that the program or its settings are wrong. */
    private static final List<Class<? extends CommException>> NO_EFFECT_OF_A_FAULT = List.of(
            BugException.class,
            CollectiveMismatchException.class,
            ConfigException.class,
            ProviderException.class,
            SerializationException.class);

    private final History history;
    private final List<MayThrow> allowed;
    private final boolean disturbed;
    private final List<Ending> wrong;

    ProgramEnds(History history, List<Ending> endings, Run.Course course) {
        this.history = history;
        this.allowed = course.mayThrow();
        this.disturbed = course.incomplete()
                || !course.struck().isEmpty()
                || !history.of(Occurrence.Fault.class).isEmpty()
                || endings.stream().anyMatch(this::isAllowed);
        this.wrong = endings.stream()
                .filter(this::isWrong)
                .sorted(Comparator.comparingInt(this::weight).thenComparingInt(this::position))
                .toList();
    }

    /** Returns one line for each program that ended wrongly, the first cause first. */
    List<String> lines() {
        return wrong.stream().map(this::line).toList();
    }

    /** Returns the exception of the first program that ended wrongly. */
    Optional<Throwable> cause() {
        return wrong.stream().findFirst().map(Ending::error);
    }

    /** Returns the failure of the run, if a program ended wrongly. */
    Optional<ProgramFailure> failure(String replay) {
        return wrong.stream().findFirst().map(first -> failure(first, replay));
    }

    private ProgramFailure failure(Ending first, String replay) {
        List<String> text = new ArrayList<>(lines());
        if (chain(first.error()).noneMatch(ProgramEnds::isAssertion)) {
            text.add("if the test means it, allow it before run(): cluster.mayThrow(" + first.rank() + ", "
                    + simpleName(first.error()) + ".class)");
        }
        text.add(replay);
        return new ProgramFailure(first.rank(), String.join("\n  ", text), first.error());
    }

    private boolean isAllowed(Ending ending) {
        return ending.error() instanceof InjectedError
                || ending.error() != null && allowed.stream().anyMatch(each -> isAllowed(ending, each));
    }

    /** Returns whether a permission covers an end. No permission covers an assertion, not even as a cause. */
    private static boolean isAllowed(Ending ending, MayThrow permission) {
        return permission.allows(ending) && chain(ending.error()).noneMatch(ProgramEnds::isAssertion);
    }

    private boolean isWrong(Ending ending) {
        return ending.error() != null && !isAllowed(ending) && !(disturbed && isEffect(ending));
    }

    private boolean isEffect(Ending ending) {
        boolean outOfMemory = ending.threw(VirtualMachineError.class)
                && history.of(Occurrence.Fault.class).stream()
                        .anyMatch(fault -> fault.kind() == Occurrence.Fault.Kind.EXHAUST_MEMORY);
        return outOfMemory || isEffect(ending.error());
    }

    private static boolean isEffect(Throwable error) {
        return chain(error).anyMatch(ProgramEnds::ofFault) && chain(error).noneMatch(ProgramEnds::ofProgram);
    }

    private static Stream<Throwable> chain(Throwable error) {
        return Stream.iterate(error, each -> each != null, Throwable::getCause).limit(CAUSES_MAX);
    }

    private static boolean ofFault(Throwable error) {
        return isA(error, CommException.class)
                || isA(error, InterruptedException.class)
                || isA(error, TimeoutException.class)
                || error instanceof DistantException distant && distant.isCausedByComm();
    }

    private static boolean ofProgram(Throwable error) {
        return isAssertion(error) || NO_EFFECT_OF_A_FAULT.stream().anyMatch(type -> isA(error, type));
    }

    private static boolean isAssertion(Throwable error) {
        return isA(error, AssertionError.class)
                || error instanceof DistantException distant && distant.isCausedByAssertion();
    }

    private static boolean isA(Throwable error, Class<? extends Throwable> type) {
        return error instanceof DistantException distant ? distant.isA(type) : type.isInstance(error);
    }

    /** Sorts programs that threw by themselves first, because they explain the failed calls of the other programs. */
    private int weight(Ending ending) {
        return isEffect(ending.error()) ? 1 : 0;
    }

    /** Returns the position of the program's end among the ends of all programs. */
    private int position(Ending ending) {
        List<Occurrence.ProgramEnded> ends = history.of(Occurrence.ProgramEnded.class);
        for (int i = 0; i < ends.size(); i++) {
            if (ends.get(i).rank() == ending.rank() && !ends.get(i).thrown().isEmpty()) {
                return i;
            }
        }
        return ends.size();
    }

    private String line(Ending ending) {
        return "the program of rank " + ending.rank() + " threw " + text(ending.error())
                + (isEffect(ending.error()) ? ", though nothing went wrong in this run" : "");
    }

    /** Returns the exception on one line, because the messages of some libraries begin with an empty line. */
    private static String text(Throwable error) {
        String thrown = error instanceof DistantException distant ? distant.asThrown() : error.toString();
        String text = thrown.strip().replaceAll("\\s+", " ");
        return text.length() <= MESSAGE_MAX ? text : text.substring(0, MESSAGE_MAX) + "…";
    }

    private static String simpleName(Throwable error) {
        String name = error instanceof DistantException distant
                ? distant.type()
                : error.getClass().getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
