package dev.comm.tests.contract;

import dev.comm.api.spi.Serializer;
import dev.comm.api.spi.SerializerContext;
import dev.comm.testkit.contract.Canary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Serializers that write wrongly, or have another fault. The name of each class says how. */
final class BrokenWrites {
    private BrokenWrites() {}

    /** A serializer that writes in its own way, given a correct one. */
    private abstract static class Writes extends BrokenSerializer {
        abstract void write(Serializer good, Object value, OutputStream to) throws IOException;

        @Override
        Serializer broken(SerializerContext context) {
            return new Wrapper(good(context)) {
                @Override
                public void write(Object value, OutputStream to) throws IOException {
                    Writes.this.write(inner, value, to);
                }
            };
        }
    }

    /** A serializer without fault, which is not listed as a service. */
    static class NothingIsWrong extends BrokenSerializer {
        @Override
        Serializer broken(SerializerContext context) {
            return good(context);
        }
    }

    static class LosesValues extends Writes {
        @Override
        void write(Serializer good, Object value, OutputStream to) throws IOException {
            good.write(value instanceof Things.Cell ? Things.cell(0) : value, to);
        }
    }

    static class SharesABuffer extends Writes {
        private final ByteArrayOutputStream shared = new ByteArrayOutputStream();

        @Override
        void write(Serializer good, Object value, OutputStream to) throws IOException {
            shared.reset();
            good.write(value, shared);
            Thread.yield();
            shared.writeTo(to);
        }
    }

    static class SwallowsFailures extends Writes {
        @Override
        void write(Serializer good, Object value, OutputStream to) throws IOException {
            byte[] bytes = bytes(good, value);
            try {
                to.write(bytes);
            } catch (IOException e) {
                // The serializer ignores the failure.
            }
        }
    }

    static class BlamesTheValue extends Writes {
        @Override
        void write(Serializer good, Object value, OutputStream to) throws IOException {
            byte[] bytes = bytes(good, value);
            try {
                to.write(bytes);
            } catch (IOException e) {
                throw new IOException("cannot write " + value.getClass(), e);
            }
        }
    }

    static class NamesNoCure extends Writes {
        @Override
        void write(Serializer good, Object value, OutputStream to) throws IOException {
            try {
                good.write(value, to);
            } catch (IOException e) {
                throw new IOException("cannot write " + value.getClass().getName());
            }
        }
    }

    static class WritesWhatIsUndeclared extends BrokenSerializer {
        @Override
        Serializer broken(SerializerContext context) {
            return good(with(context, Canary.class));
        }
    }

    static class OverflowsTheStack extends Writes {
        @Override
        void write(Serializer good, Object value, OutputStream to) throws IOException {
            depth(value);
            good.write(value, to);
        }

        private static int depth(Object value) {
            return value instanceof List<?> list && !list.isEmpty() ? 1 + depth(list.get(0)) : 1;
        }
    }

    static class CountsItsMessages extends BrokenSerializer {
        @Override
        Serializer broken(SerializerContext context) {
            return new Wrapper(good(context)) {
                private byte count;

                @Override
                public void write(Object value, OutputStream to) throws IOException {
                    to.write(count++);
                    inner.write(value, to);
                }

                @Override
                public <T> T read(ByteBuffer bytes, Class<T> type) throws IOException {
                    if (!bytes.hasRemaining()) {
                        throw new IOException("no bytes");
                    }
                    return inner.read(bytes.slice(1 + bytes.position(), bytes.remaining() - 1), type);
                }
            };
        }
    }

    private abstract static class Fingerprints extends BrokenSerializer {
        abstract byte[] fingerprint(byte[] good);

        @Override
        Serializer broken(SerializerContext context) {
            return new Wrapper(good(context)) {
                @Override
                public byte[] fingerprint() {
                    return Fingerprints.this.fingerprint(inner.fingerprint());
                }
            };
        }
    }

    static class HasTheSameFingerprintAlways extends Fingerprints {
        @Override
        byte[] fingerprint(byte[] good) {
            return new byte[] {1};
        }
    }

    static class HasAFingerprintOfTheProcess extends Fingerprints {
        @Override
        byte[] fingerprint(byte[] good) {
            good[0] ^= (byte) ProcessHandle.current().pid();
            good[1] ^= (byte) (ProcessHandle.current().pid() >> Byte.SIZE);
            return good;
        }
    }
}
