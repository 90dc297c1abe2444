package dev.comm.tests.handshake;

import java.util.ArrayList;
import java.util.List;

/** Carries frames between a node and a master, past somebody who may change, drop or add some. */
final class Wire {
    /** Sees every frame and says what arrives in its place. */
    interface Tap {
        /** The bytes that go on; empty for none. */
        byte[] pass(boolean toMaster, byte[] frame);
    }

    static final Tap HONEST = (toMaster, frame) -> frame;

    final WireMaster master;
    final WireNode node;
    final int endpoint;
    /** What the node sent, frame by frame, as it sent it. */
    final List<byte[]> fromNode = new ArrayList<>();
    /** What the master sent. */
    final List<byte[]> fromMaster = new ArrayList<>();

    Wire(WireMaster master, int endpoint, WireNode node) {
        this.master = master;
        this.endpoint = endpoint;
        this.node = node;
    }

    /** Carries until both are silent or one has closed; then the other hears of it. */
    Wire run(Tap tap) {
        boolean moved = true;
        while (moved) {
            moved = carry(node.out.next(WireNode.ENDPOINT), true, tap) | carry(master.out.next(endpoint), false, tap);
        }
        if (master.hasClosed(endpoint) || node.hasClosed(WireNode.ENDPOINT)) {
            master.cut(endpoint);
            node.cut(WireNode.ENDPOINT);
        }
        return this;
    }

    private boolean carry(byte[] frame, boolean toMaster, Tap tap) {
        if (frame == null) {
            return false;
        }
        (toMaster ? fromNode : fromMaster).add(frame);
        byte[] arrives = tap.pass(toMaster, frame.clone());
        if (toMaster) {
            master.hears(endpoint, arrives);
        } else {
            node.hears(WireNode.ENDPOINT, arrives);
        }
        return true;
    }

    /** Whether anybody got in: the node believes it is a member, or the master does. */
    boolean hasMember() {
        return node.isMember() || master.hasMember();
    }
}
