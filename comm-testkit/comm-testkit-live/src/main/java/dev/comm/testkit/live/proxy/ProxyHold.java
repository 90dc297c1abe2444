package dev.comm.testkit.live.proxy;

import dev.comm.testkit.Frame;
import dev.comm.testkit.Hold;
import dev.comm.testkit.live.FrameScanner;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A hold of one direction. Any thread may read its frames. */
final class ProxyHold implements Hold {
    private final ProxyWay way;

    ProxyHold(ProxyWay way) {
        this.way = way;
    }

    @Override
    public List<Frame> inFlight() {
        List<Frame> frames = new ArrayList<>();
        way.pumps().forEach(pump -> collect(pump, frames));
        return frames;
    }

    /** Collects the frames of which the first byte has not been passed on and the last byte is here. */
    private void collect(Pump pump, List<Frame> into) {
        ByteArrayOutputStream gathered = new ByteArrayOutputStream();
        boolean gathering = false;
        for (Parcel parcel : pump.underWay()) {
            ByteBuffer bytes = parcel.bytes().duplicate();
            if (parcel.begins()) {
                gathered.reset();
                gathering = bytes.position() == 0;
            }
            if (gathering) {
                gathered.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            }
            if (gathering && parcel.ends()) {
                ByteBuffer whole = ByteBuffer.wrap(gathered.toByteArray());
                into.add(new Frame(way.from(), way.to(), FrameScanner.typeOf(whole), whole));
                gathering = false;
            }
        }
    }

    @Override
    public void release() {
        way.unshut(this);
    }
}
