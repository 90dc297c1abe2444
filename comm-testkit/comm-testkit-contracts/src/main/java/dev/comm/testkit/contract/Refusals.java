package dev.comm.testkit.contract;

import dev.comm.api.error.SerializationException;
import dev.comm.testkit.contract.SerializerTrial.Sample;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The tests of the values that a serializer has to refuse, and of the form of a refusal. */
final class Refusals {
    private static final int LEVELS_MANY = 10_000;
    private static final int LEVELS = 12;
    private static final int LEVELS_MAX = 4;
    private static final int SHORT_BYTES = 4 << 10;
    private static final int NEAR_BYTES = 12;
    private static final int BETWEEN = 8;
    private static final String CURE = "types(";

    private final SerializerContract author;
    private final SerializerTrial trial;

    Refusals(SerializerContract author) {
        this.author = author;
        trial = new SerializerTrial(author);
    }

    void undeclaredWrite() {
        Object value = author.undeclared();
        String type = value.getClass().getName();
        Exception error = trial.tryWrite(value, "the undeclared " + type)
                .orElseThrow(() -> Claim.broken(null, "%s is written although nobody declared it", type));
        Claim.that(says(error, type), "the error does not name the type %s: %s", type, error.getMessage());
        Claim.that(
                says(error, CURE),
                "the error does not say what to do (declare it with CommConfig.types(...)): %s",
                error.getMessage());
        trial.worksOn(trial.samples().get(0), "an undeclared type");
    }

    private static boolean says(Exception error, String text) {
        return error.getMessage().contains(text);
    }

    void undeclaredRead() {
        List<byte[]> messages = undeclaredBytes();
        Claim.possible(!messages.isEmpty(), "no serializer of this provider writes " + author.undeclared());
        for (byte[] bytes : messages) {
            int before = Canary.built();
            Optional<Exception> error = trial.tryRead(bytes, Object.class, "an undeclared type");
            Claim.that(error.isPresent(), "a value of an undeclared type is read");
            Claim.that(Canary.built() == before, "the undeclared type was built before it was refused");
            Claim.that(
                    says(error.get(), CURE),
                    "the error does not say what to do (declare it with CommConfig.types(...)): %s",
                    error.get().getMessage());
        }
    }

    /**
     * Returns messages of a sender that has declared one type more, behind all others. The undeclared value is alone or
     * inside of other values.
     */
    private List<byte[]> undeclaredBytes() {
        Object value = author.undeclared();
        List<Class<?>> more = new ArrayList<>(trial.allTypes());
        more.add(value.getClass());
        SerializerTrial sender = trial.withTypes(more);
        List<byte[]> messages = new ArrayList<>();
        for (Object form : List.of(value, List.of(value), new Object[] {value}, Map.of(1, value))) {
            try {
                messages.add(sender.writeOrThrow(form));
            } catch (IOException | SerializationException e) {
                // The serializer does not support a value of this form.
            }
        }
        return messages;
    }

    void otherType() {
        List<Class<?>> asked = new ArrayList<>(author.types());
        asked.add(Canary.class);
        for (Sample sample : trial.samples()) {
            for (Class<?> type : asked) {
                if (!type.isInstance(sample.value())) {
                    requireRefusal(sample, type);
                }
            }
        }
        trial.worksOn(trial.samples().get(0), "wrong types");
    }

    private void requireRefusal(Sample sample, Class<?> type) {
        Exception error = trial.tryRead(sample.bytes(), type, sample + " read as " + type.getName())
                .orElseThrow(() -> Claim.broken(null, "%s is read as %s", sample, type.getName()));
        Claim.that(says(error, type.getName()), "the error does not name %s: %s", type.getName(), error.getMessage());
    }

    void cut() {
        for (Sample sample : trial.samples()) {
            for (int length : places(sample.bytes().length)) {
                String what = sample + " cut to " + length;
                Optional<Exception> error = trial.tryRead(Arrays.copyOf(sample.bytes(), length), sample.type(), what);
                Claim.that(error.isPresent(), "%s bytes is read as a whole value", what);
            }
            trial.worksOn(sample, "messages that were cut");
        }
    }

    /** Returns every place of a short message, or the ends of a long message and some places between them. */
    static TreeSet<Integer> places(int length) {
        TreeSet<Integer> places = new TreeSet<>();
        if (length <= SHORT_BYTES) {
            IntStream.range(0, length).forEach(places::add);
        } else {
            IntStream.range(0, NEAR_BYTES).forEach(near -> places.addAll(List.of(near, length - 1 - near)));
            IntStream.range(0, BETWEEN).forEach(part -> places.add((int) ((long) length * part / BETWEEN)));
        }
        return places;
    }

    void followed() {
        for (Sample sample : trial.samples()) {
            byte[] bytes = sample.bytes();
            byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
            System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
            for (byte[] longer : List.of(Arrays.copyOf(bytes, bytes.length + 1), twice)) {
                String what = sample + ", followed by " + (longer.length - bytes.length) + " more";
                Claim.that(trial.tryRead(longer, sample.type(), what).isPresent(), "%s, is read", what);
            }
        }
    }

    void tooLong() {
        for (Sample sample : trial.samples()) {
            int length = sample.bytes().length;
            SerializerTrial exact = trial.withLimits(length, 0);
            Claim.that(
                    author.same(sample.value(), exact.read(sample.bytes(), sample.type())),
                    "%s does not come back where the limit is its length",
                    sample);
            Optional<Exception> error = trial.withLimits(length - 1, 0)
                    .tryRead(sample.bytes(), sample.type(), sample + ", one more than allowed");
            Claim.that(error.isPresent(), "%s is read although payloadBytesMax is one less", sample);
        }
    }

    void tooDeep() {
        byte[] bytes;
        try {
            bytes = trial.writeOrThrow(author.nested(LEVELS));
        } catch (IOException | SerializationException e) {
            Claim.possible(false, "it does not carry what nested(" + LEVELS + ") gives: " + e.getMessage());
            return;
        }
        SerializerTrial shallow = trial.withLimits(1 << 20, LEVELS_MAX);
        shallow.read(trial.write(author.nested(2)), Object.class);
        Optional<Exception> error = shallow.tryRead(bytes, Object.class, LEVELS + " levels");
        Claim.that(error.isPresent(), "%d levels are read although depthMax is %d", LEVELS, LEVELS_MAX);
    }

    void endless() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        for (Object value : List.of(author.nested(LEVELS_MANY), cycle)) {
            try {
                byte[] bytes = trial.writeOrThrow(value);
                trial.tryRead(bytes, Object.class, "a value without end");
            } catch (IOException | SerializationException e) {
                trial.worksOn(trial.samples().get(0), "a value without end");
            } catch (RuntimeException | StackOverflowError e) {
                throw Claim.broken(
                        e, "a value without end: write throws %s", e.getClass().getName());
            }
        }
    }

    void brokenTarget() {
        Sample sample = trial.samples().get(0);
        for (int room = 0; room < sample.bytes().length; room++) {
            Full target = new Full(room);
            try {
                trial.serializer().write(sample.value(), target);
            } catch (IOException e) {
                Claim.that(
                        says(e, Full.MESSAGE),
                        "the target failed with '%s', but write says: %s",
                        Full.MESSAGE,
                        e.getMessage());
                continue;
            } catch (RuntimeException | Error e) {
                throw Claim.broken(
                        e,
                        "the target failed, and write throws %s",
                        e.getClass().getName());
            }
            throw Claim.broken(null, "the target failed after %d bytes, and write says nothing", room);
        }
        trial.worksOn(sample, "a failed target");
    }

    /** A target that takes only a given number of bytes. */
    private static final class Full extends OutputStream {
        static final String MESSAGE = "no room left";

        private int room;

        Full(int room) {
            this.room = room;
        }

        @Override
        public void write(int value) throws IOException {
            if (room-- <= 0) {
                throw new IOException(MESSAGE);
            }
        }
    }
}
