package dev.comm.tests.contract;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.testkit.contract.Canary;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/** Serializers that read wrongly. The name of each class says how. */
final class BrokenReads {
    private BrokenReads() {}

    /** A way to read, given a correct serializer and the bytes. */
    private interface Reading {
        <T> T read(Serializer good, ByteBuffer bytes, Class<T> type) throws IOException;
    }

    private abstract static class Reads extends BrokenSerializer implements Reading {
        @Override
        Serializer broken(SerializerContext context) {
            return new Wrapper(good(context)) {
                @Override
                public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
                    return Reads.this.read(inner, bytes, type);
                }
            };
        }
    }

    static class ReadsTheWholeArray extends Reads {
        @Override
        public <T> T read(Serializer good, ByteBuffer bytes, Class<T> type) throws IOException {
            return good.read(bytes.hasArray() ? ByteBuffer.wrap(bytes.array()) : bytes, type);
        }
    }

    static class ChangesTheBytes extends Reads {
        @Override
        public <T> T read(Serializer good, ByteBuffer bytes, Class<T> type) throws IOException {
            T value = good.read(bytes, type);
            if (bytes.hasArray() && !bytes.isReadOnly()) {
                Arrays.fill(bytes.array(), (byte) 0);
            }
            return value;
        }
    }

    static class DoesNotCompareTypes extends Reads {
        @Override
        @SuppressWarnings("unchecked")
        public <T> T read(Serializer good, ByteBuffer bytes, Class<T> type) throws IOException {
            return (T) good.read(bytes, Object.class);
        }
    }

    static class GivesNullForWhatEndsTooEarly extends Reads {
        @Override
        public <T> T read(Serializer good, ByteBuffer bytes, Class<T> type) throws IOException {
            try {
                return good.read(bytes, type);
            } catch (IOException e) {
                if (e.getMessage().contains("end in the middle")) {
                    return null;
                }
                throw e;
            }
        }
    }

    static class ThrowsUnchecked extends Reads {
        @Override
        public <T> T read(Serializer good, ByteBuffer bytes, Class<T> type) {
            try {
                return good.read(bytes, type);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static class SaysNothing extends Reads {
        @Override
        public <T> T read(Serializer good, ByteBuffer bytes, Class<T> type) throws IOException {
            try {
                return good.read(bytes, type);
            } catch (IOException e) {
                throw new IOException();
            }
        }
    }

    static class BuildsBeforeItRefuses extends BrokenSerializer {
        @Override
        Serializer broken(SerializerContext context) {
            Serializer lenient = good(with(context, Canary.class));
            return new Wrapper(good(context)) {
                @Override
                public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
                    lenient.read(bytes.duplicate(), Object.class);
                    return inner.read(bytes, type);
                }
            };
        }
    }

    static class IsPoisonedByAnError extends BrokenSerializer {
        @Override
        Serializer broken(SerializerContext context) {
            return new Wrapper(good(context)) {
                private IOException poison;

                @Override
                public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
                    if (poison != null) {
                        throw poison;
                    }
                    try {
                        return inner.read(bytes, type);
                    } catch (IOException e) {
                        poison = e;
                        throw e;
                    }
                }
            };
        }
    }

    static class IgnoresLimits extends BrokenSerializer {
        @Override
        Serializer broken(SerializerContext context) {
            return good(
                    context.toBuilder().payloadBytesMax(1 << 30).depthMax(60).build());
        }
    }

    /** A serializer that writes the length before each message, and trusts it. */
    private abstract static class Prefixed extends BrokenSerializer {
        private final BiFunction<ByteBuffer, Integer, ByteBuffer> body;

        Prefixed(BiFunction<ByteBuffer, Integer, ByteBuffer> body) {
            this.body = body;
        }

        @Override
        Serializer broken(SerializerContext context) {
            return new Wrapper(good(context)) {
                @Override
                public void write(Object value, OutputStream to) throws IOException {
                    byte[] bytes = bytes(inner, value);
                    to.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
                    to.write(bytes);
                }

                @Override
                public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
                    ByteBuffer in = bytes.slice();
                    if (in.remaining() < 4) {
                        throw new IOException("the bytes end in the length");
                    }
                    return inner.read(body.apply(in, in.getInt()), type);
                }
            };
        }
    }

    static class IgnoresWhatFollows extends Prefixed {
        IgnoresWhatFollows() {
            super((in, length) -> in.limit(Math.max(4, Math.min(in.limit(), 4 + length))));
        }
    }

    static class BelievesLengths extends Prefixed {
        BelievesLengths() {
            super((in, length) -> {
                byte[] room = new byte[Math.max(0, Math.min(length, 16 << 20))];
                in.get(room, 0, Math.min(room.length, in.remaining()));
                return ByteBuffer.wrap(room);
            });
        }
    }

    /** A value that keeps a view of the buffer of its message. */
    record View(ByteBuffer bytes) {}

    static class KeepsTheBuffer extends BrokenSerializer {
        @Override
        public List<Class<?>> types() {
            return List.of(View.class);
        }

        @Override
        public List<?> values() {
            return List.of(new View(ByteBuffer.wrap(new byte[] {1, 2, 3})));
        }

        @Override
        Serializer broken(SerializerContext context) {
            return new Serializer() {
                @Override
                public void write(Object value, OutputStream to) throws IOException {
                    to.write(((View) value).bytes().array());
                }

                @Override
                public <T> T read(ByteBuffer bytes, Class<T> type) {
                    return type.cast(new View(bytes.slice()));
                }

                @Override
                public byte[] fingerprint() {
                    return context.fingerprint(List.of());
                }
            };
        }
    }
}
