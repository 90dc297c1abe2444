package dev.comm.testkit.campaign.play;

import dev.comm.api.protocol.Command;
import dev.comm.api.protocol.FrameType;
import dev.comm.api.protocol.MembershipCommand;
import dev.comm.testkit.history.FrameListener;
import dev.comm.testkit.history.Occurrence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A film that records the events and the frames of a run in one order. Machines know only their own numbers of
 * connections, so the film finds a received frame by its contents.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Film implements FrameListener {
    private final List<Shot> shots = new ArrayList<>();
    private final List<FrameSent> underWay = new LinkedList<>();
    private final Map<Long, Integer> peers = new HashMap<>();
    private long frames;

    /** An entry of the film. */
    public sealed interface Shot {}

    /** An event. */
    public record Seen(Occurrence occurrence) implements Shot {}

    /** A frame was given to a connection. */
    public record FrameSent(long nanos, int process, int endpoint, Command command, long number) implements Shot {}

    /** A frame was received. */
    public record FrameReceived(long nanos, int process, FrameSent frame) implements Shot {}

    public synchronized void see(Occurrence occurrence) {
        shots.add(new Seen(occurrence));
    }

    @Override
    public synchronized void sent(long nanos, int process, int endpoint, Command command) {
        if (!(command instanceof MembershipCommand.Heartbeat)) {
            FrameSent frame = new FrameSent(nanos, process, endpoint, command, frames++);
            shots.add(frame);
            underWay.add(frame);
        }
    }

    @Override
    public synchronized void received(long nanos, int process, int endpoint, Command command) {
        FrameSent frame = find(process, endpoint, command);
        if (frame != null) {
            underWay.remove(frame);
            shots.add(new FrameReceived(nanos, process, frame));
            peers.put(key(process, endpoint), frame.process());
            peers.put(key(frame.process(), frame.endpoint()), process);
        }
    }

    /**
     * Returns the oldest frame under way that can be the received frame. A frame with the same contents takes
     * precedence.
     */
    private FrameSent find(int process, int endpoint, Command command) {
        FrameSent alike = null;
        for (FrameSent each : underWay) {
            if (isPossible(each, process, endpoint) && each.command().getClass() == command.getClass()) {
                if (each.command().equals(command)) {
                    return each;
                }
                alike = alike == null ? each : alike;
            }
        }
        return alike;
    }

    private boolean isPossible(FrameSent frame, int process, int endpoint) {
        int sender = peers.getOrDefault(key(process, endpoint), frame.process());
        int receiver = peers.getOrDefault(key(frame.process(), frame.endpoint()), process);
        return frame.process() != process && sender == frame.process() && receiver == process;
    }

    private static long key(int process, int endpoint) {
        return (long) process << 32 | endpoint;
    }

    /**
     * Returns the process that a frame went to, which is its receiver or else the peer of the connection; -1 if
     * unknown.
     */
    public synchronized int receiver(FrameSent frame) {
        return peers.getOrDefault(key(frame.process(), frame.endpoint()), frame.process() == 0 ? -1 : 0);
    }

    public synchronized List<Shot> shots() {
        return List.copyOf(shots);
    }

    public static String name(Command command) {
        return FrameType.of(command).toString();
    }
}
