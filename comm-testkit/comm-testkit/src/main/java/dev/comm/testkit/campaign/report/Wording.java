package dev.comm.testkit.campaign.report;

import dev.comm.api.protocol.CollectiveCommand.Decision;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Instance;
import dev.comm.testkit.history.Life;
import dev.comm.testkit.history.Occurrence;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/** The wording that describes an event, and the member of the event, in a few words. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Wording {
    private static final Map<Class<?>, Function<Occurrence, String>> SENTENCES = sentences();

    private static final Map<Class<?>, ToIntFunction<Occurrence>> PROCESSES = processes();

    private final Map<Integer, Integer> ranks = new HashMap<>();
    private final int size;

    /**
     * Creates the wording for a run.
     *
     * @param size the number of members, the master included
     */
    public Wording(History history, int size) {
        this.size = size;
        for (int rank = 0; rank < size; rank++) {
            ranks.put(rank, rank);
        }
        // A process that was started later takes the lane of the rank that it got.
        history.of(Occurrence.Joined.class)
                .forEach(joined ->
                        ranks.putIfAbsent(joined.life().process(), joined.life().rank()));
    }

    /** Returns the rank of the member at which an event happened, or -1 if there is none. */
    public int member(Occurrence occurrence) {
        return rank(process(occurrence));
    }

    /** Returns the rank of the member that runs in a process, or -1 if there is none. */
    public int rank(int process) {
        int rank = ranks.getOrDefault(process, -1);
        return rank < size ? rank : -1;
    }

    private static int process(Occurrence each) {
        Life life = own(each);
        return life == null ? PROCESSES.getOrDefault(each.getClass(), any -> 0).applyAsInt(each) : life.process();
    }

    /** Returns the events that name their own process. Every other event is an event of the master. */
    private static Map<Class<?>, ToIntFunction<Occurrence>> processes() {
        Map<Class<?>, ToIntFunction<Occurrence>> map = new HashMap<>();
        map.put(Occurrence.Fault.class, each -> ((Occurrence.Fault) each).process());
        map.put(Occurrence.Broke.class, each -> ((Occurrence.Broke) each).process());
        map.put(Occurrence.Joining.class, each -> ((Occurrence.Joining) each).process());
        map.put(Occurrence.Began.class, each -> ((Occurrence.Began) each).process());
        map.put(Occurrence.Over.class, each -> ((Occurrence.Over) each).process());
        map.put(Occurrence.EndedTwice.class, each -> ((Occurrence.EndedTwice) each).process());
        map.put(Occurrence.HandlerBegan.class, each -> ((Occurrence.HandlerBegan) each).process());
        map.put(Occurrence.HandlerEnded.class, each -> ((Occurrence.HandlerEnded) each).process());
        map.put(Occurrence.HandlerInterrupted.class, each -> ((Occurrence.HandlerInterrupted) each).process());
        map.put(Occurrence.ThreadStarted.class, each -> ((Occurrence.ThreadStarted) each).process());
        map.put(Occurrence.ProgramEnded.class, each -> ((Occurrence.ProgramEnded) each).process());
        map.put(Occurrence.Queued.class, each -> ((Occurrence.Queued) each).process());
        return map;
    }

    /** Returns the incarnation of which the machine or program saw the event, or null for the master. */
    private static Life own(Occurrence each) {
        if (each instanceof Occurrence.Joined joined) {
            return joined.life();
        } else if (each instanceof Occurrence.Called called) {
            return called.life();
        } else if (each instanceof Occurrence.Returned returned) {
            return returned.life();
        } else if (each instanceof Occurrence.Failed failed) {
            return failed.life();
        } else if (each instanceof Occurrence.ViewSeen seen) {
            return seen.life();
        } else if (each instanceof Occurrence.Leaving leaving) {
            return leaving.life();
        } else if (each instanceof Occurrence.NoteSent sent) {
            return sent.from();
        } else if (each instanceof Occurrence.NoteTakenBack taken) {
            return taken.from();
        } else if (each instanceof Occurrence.SendDone done) {
            return done.from();
        } else if (each instanceof Occurrence.FencedSeen fenced) {
            return fenced.life();
        } else if (each instanceof Occurrence.NoteTaken taken) {
            return taken.to();
        } else if (each instanceof Occurrence.DepartureTold told) {
            return told.to();
        }
        return each instanceof Occurrence.ReceiveFailed failed ? failed.to() : null;
    }

    /** Returns a few words that describe the event. */
    public String text(Occurrence occurrence) {
        return SENTENCES.getOrDefault(occurrence.getClass(), Object::toString).apply(occurrence);
    }

    private static Map<Class<?>, Function<Occurrence, String>> sentences() {
        Map<Class<?>, Function<Occurrence, String>> map = new LinkedHashMap<>();
        membership(map);
        collectives(map);
        messages(map);
        work(map);
        calls(map);
        return map;
    }

    private static void membership(Map<Class<?>, Function<Occurrence, String>> map) {
        put(map, Occurrence.Joined.class, each -> "is member " + each.life().rank());
        put(map, Occurrence.Welcomed.class, each -> "welcomes " + each.rank());
        put(
                map,
                Occurrence.ViewSeen.class,
                each -> "view " + each.epoch() + ": " + list(each.members().keySet()));
        put(map, Occurrence.Departed.class, each -> "declares " + each.rank() + " gone: " + each.cause());
        put(
                map,
                Occurrence.Disconnected.class,
                each -> "connection of " + each.life().rank() + " ended");
        put(map, Occurrence.Leaving.class, each -> "leaves");
        put(map, Occurrence.Broke.class, each -> "machine broke: " + each.detail());
        put(map, Occurrence.Joining.class, each -> "wants to join as " + each.rank());
        put(map, Occurrence.Registered.class, each -> "registers " + each.rank());
        put(map, Occurrence.Refused.class, each -> "refuses " + each.rank() + ": " + each.reason());
        put(map, Occurrence.FencedSeen.class, each -> "learns that it was declared gone");
        put(map, Occurrence.Settled.class, each -> "everything is healed");
        put(map, Occurrence.Fault.class, each -> each.kind().toString());
    }

    private static void collectives(Map<Class<?>, Function<Occurrence, String>> map) {
        put(map, Occurrence.Called.class, each -> "calls " + each.kind() + " " + id(each.instance()));
        put(map, Occurrence.Arrived.class, each -> each.life().rank() + " arrived at " + id(each.instance()));
        put(map, Occurrence.Held.class, each -> each.life().rank() + " holds its part of " + id(each.instance()));
        put(map, Occurrence.Decided.class, each -> "decides " + id(each.instance()) + ": " + verdict(each.decision()));
        put(map, Occurrence.Returned.class, each -> id(each.instance()) + " returns: " + verdict(each.decision()));
        put(
                map,
                Occurrence.Failed.class,
                each -> id(each.instance()) + " fails: " + each.failure().kind());
    }

    private static void messages(Map<Class<?>, Function<Occurrence, String>> map) {
        put(map, Occurrence.NoteSent.class, each -> "sends tag " + each.tag() + " to " + each.to());
        put(map, Occurrence.NoteTakenBack.class, each -> "takes a message with tag " + each.tag() + " back");
        put(map, Occurrence.SendDone.class, each -> "send to " + each.to() + " done");
        put(map, Occurrence.NoteTaken.class, each -> "receives tag " + each.tag() + " of " + each.from());
        put(map, Occurrence.DepartureTold.class, each -> "is told that " + each.rank() + " departed");
        put(
                map,
                Occurrence.ReceiveFailed.class,
                each -> "receive from " + (each.from() == Occurrence.ANY ? "any" : each.from()) + " fails: "
                        + each.kind());
    }

    private static void calls(Map<Class<?>, Function<Occurrence, String>> map) {
        put(map, Occurrence.Began.class, each -> "begins " + each.what());
        put(
                map,
                Occurrence.Over.class,
                each -> "call " + each.number() + (each.kind() == null ? " ends" : " fails: " + each.kind()));
        put(
                map,
                Occurrence.ProgramEnded.class,
                each -> each.thrown().isEmpty()
                        ? "program ended"
                        : "program threw "
                                + each.thrown().substring(each.thrown().lastIndexOf('.') + 1));
        put(map, Occurrence.HandlerBegan.class, each -> "handler " + each.handler() + " begins");
        put(map, Occurrence.HandlerEnded.class, each -> "handler of " + each.id() + " ends");
        put(map, Occurrence.HandlerInterrupted.class, each -> "handler of " + each.id() + " is interrupted");
        put(map, Occurrence.ThreadStarted.class, each -> "starts thread " + each.name());
        put(map, Occurrence.ShutdownBegun.class, each -> "begins the shutdown");
        put(map, Occurrence.ShutdownAsked.class, each -> "asks " + each.rank() + " to leave");
        put(map, Occurrence.ShutdownEnded.class, each -> "shutdown is over");
        put(map, Occurrence.Draining.class, each -> "a node takes no new work");
        put(map, Occurrence.Asked.class, each -> "asks " + list(new TreeSet<>(each.ranks())));
        put(map, Occurrence.Answered.class, each -> "answer of " + each.rank());
        put(map, Occurrence.Complaint.class, each -> each.promise() + ": " + each.detail());
    }

    private static void work(Map<Class<?>, Function<Occurrence, String>> map) {
        put(map, Occurrence.BatchSubmitted.class, each -> "submits " + each.tasks() + " tasks");
        put(
                map,
                Occurrence.BatchDue.class,
                each -> "batch " + each.batch() + " must end by " + time(each.untilNanos()));
        put(
                map,
                Occurrence.TaskGiven.class,
                each -> "task " + each.id() + "." + each.attempt() + " to "
                        + each.to().rank());
        put(map, Occurrence.TaskEnded.class, each -> "task " + each.index() + (each.done() ? " done" : " failed"));
    }

    private static <O extends Occurrence> void put(
            Map<Class<?>, Function<Occurrence, String>> map, Class<O> type, Function<O, String> sentence) {
        map.put(type, each -> sentence.apply(type.cast(each)));
    }

    private static String id(Instance instance) {
        return instance.communicator() + "/" + instance.sequence();
    }

    private static String verdict(Decision decision) {
        return decision.outcome() + " " + list(decision.survivors());
    }

    private static String list(Collection<Integer> ranks) {
        return ranks.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
    }

    /** Returns a time of a run in a form for people. */
    public static String time(long nanos) {
        return "t=" + nanos / 1_000_000_000 + "." + String.format(Locale.ROOT, "%06d", nanos / 1_000 % 1_000_000) + "s";
    }
}
