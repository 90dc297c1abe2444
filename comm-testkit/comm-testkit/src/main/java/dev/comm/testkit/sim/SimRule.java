package dev.comm.testkit.sim;

import dev.comm.api.protocol.FrameType;
import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.FrameVerdict;
import dev.comm.testkit.history.Occurrence.Fault;
import dev.comm.testkit.sim.network.Fate;
import dev.comm.testkit.sim.network.FrameGate;
import dev.comm.testkit.sim.network.Route;
import dev.comm.testkit.sim.network.SimNetwork;
import java.nio.ByteBuffer;
import java.util.List;

/** A rule in force in a simulated network. */
final class SimRule implements FrameRule.Handle, FrameGate {
    private static final int STRANGER = -1;

    private final FrameRule rule;
    private final SimLinks links;
    private final int size;
    private dev.comm.testkit.sim.network.Handle handle;
    private int hits;

    SimRule(FrameRule rule, SimLinks links, int size) {
        this.rule = rule;
        this.links = links;
        this.size = size;
    }

    void begin(SimNetwork network) {
        handle = network.gate(this);
    }

    @Override
    public Fate decide(Route route, FrameType type, byte[] frame) {
        int from = rank(route.from());
        int to = rank(route.to());
        FrameVerdict verdict = rule.apply(new Frame(from, to, type, ByteBuffer.wrap(frame)));
        if (verdict.action() == FrameVerdict.Action.PASS) {
            return null;
        }
        hits++;
        if (from != STRANGER && to != STRANGER) {
            boolean late = verdict.action() == FrameVerdict.Action.DELAY;
            links.link(from, to).note(late ? Fault.Kind.DELAY : Fault.Kind.TAMPER);
        }
        return new Fate(instead(verdict, frame), verdict.delay().toNanos());
    }

    /** Returns the rank of a host. Members have the first hosts, in the order of their ranks. */
    private int rank(int host) {
        return host < size ? host : STRANGER;
    }

    private static List<byte[]> instead(FrameVerdict verdict, byte[] frame) {
        return switch (verdict.action()) {
            case PASS, DELAY -> List.of(frame);
            case DROP -> List.of();
            case DUPLICATE -> List.of(frame, frame);
            case CORRUPT -> List.of(flipped(frame, verdict.position()));
            case REPLACE -> List.of(replaced(verdict));
        };
    }

    private static byte[] replaced(FrameVerdict verdict) {
        byte[] other = new byte[verdict.replacement().remaining()];
        verdict.replacement().duplicate().get(other);
        return other;
    }

    private static byte[] flipped(byte[] frame, int position) {
        byte[] flipped = frame.clone();
        flipped[Math.floorMod(position, frame.length)] ^= 1;
        return flipped;
    }

    @Override
    public int hits() {
        return hits;
    }

    @Override
    public void close() {
        handle.close();
    }
}
