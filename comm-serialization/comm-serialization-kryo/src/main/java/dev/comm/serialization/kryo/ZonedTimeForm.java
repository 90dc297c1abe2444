package dev.comm.serialization.kryo;

import com.esotericsoftware.kryo.kryo5.Kryo;
import com.esotericsoftware.kryo.kryo5.Serializer;
import com.esotericsoftware.kryo.kryo5.io.Input;
import com.esotericsoftware.kryo.kryo5.io.Output;
import com.esotericsoftware.kryo.kryo5.serializers.TimeSerializers;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The form of a time in a zone: local time, offset and zone. Kryo's own form leaves out the offset. The offset
 * distinguishes two times that a clock shows twice, when it is set back.
 */
final class ZonedTimeForm extends Serializer<ZonedDateTime> {
    private final TimeSerializers.LocalDateTimeSerializer times = new TimeSerializers.LocalDateTimeSerializer();
    private final TimeSerializers.ZoneOffsetSerializer offsets = new TimeSerializers.ZoneOffsetSerializer();
    private final TimeSerializers.ZoneIdSerializer zones = new TimeSerializers.ZoneIdSerializer();

    ZonedTimeForm() {
        super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, ZonedDateTime time) {
        times.write(kryo, output, time.toLocalDateTime());
        offsets.write(kryo, output, time.getOffset());
        zones.write(kryo, output, time.getZone());
    }

    @Override
    public ZonedDateTime read(Kryo kryo, Input input, Class<? extends ZonedDateTime> ignored) {
        LocalDateTime local = times.read(kryo, input, LocalDateTime.class);
        ZoneOffset offset = offsets.read(kryo, input, ZoneOffset.class);
        ZoneId zone = zones.read(kryo, input, ZoneId.class);
        ZonedDateTime time = ZonedDateTime.ofInstant(local, offset, zone);
        if (!time.getOffset().equals(offset)) {
            throw new MalformedException(
                    "use the same release of the time zones on all members: the offset of the time " + local
                            + " in zone " + zone + " is " + time.getOffset() + " here, and " + offset
                            + " at the sender");
        }
        return time;
    }
}
