package dev.comm.tests.contract;

import dev.comm.api.error.TransportException;
import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.TransportConfig;
import dev.comm.testkit.contract.TransportStage;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/** Transports whose calls are wrong. The name of each class says how. */
final class BrokenCalls {
    private BrokenCalls() {}

    /** A busy machine may need longer than the time that a wrong transport gets. */
    static class NothingIsWrong extends BrokenTransport {
        @Override
        public TransportStage stage() {
            return patientStage();
        }

        @Override
        Transport broken(TransportConfig config) {
            return good(config);
        }
    }

    static class AbortsInsteadOfFinishing extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void finish(int endpoint) {
                    inner.abort(endpoint);
                }
            };
        }
    }

    static class HasOneLane extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void send(int endpoint, Lane lane, ByteBuffer... frame) {
                    inner.send(endpoint, Lane.BULK, frame);
                }
            };
        }
    }

    static class SendsEachPartAlone extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void send(int endpoint, Lane lane, ByteBuffer... frame) {
                    for (ByteBuffer part : frame) {
                        inner.send(endpoint, lane, part);
                    }
                }
            };
        }
    }

    static class SendsTheLastPartFirst extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void send(int endpoint, Lane lane, ByteBuffer... frame) {
                    for (int i = frame.length - 1; i >= 0; i--) {
                        inner.send(endpoint, lane, frame[i]);
                    }
                }
            };
        }
    }

    static class FillsEmptyFrames extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void send(int endpoint, Lane lane, ByteBuffer... frame) {
                    boolean empty = frame.length == 0 || frame[0].remaining() == 0;
                    inner.send(endpoint, lane, empty ? new ByteBuffer[] {ByteBuffer.allocate(1)} : frame);
                }
            };
        }
    }

    static class SendsOnlyWhereItIsOpen extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                private final Set<Integer> open = new HashSet<>();

                @Override
                public int poll(long maxWaitNanos, Sink sink) {
                    return inner.poll(maxWaitNanos, new SinkWrapper(sink) {
                        @Override
                        public void opened(int endpoint, Peer peer) {
                            open.add(endpoint);
                            super.opened(endpoint, peer);
                        }
                    });
                }

                @Override
                public void send(int endpoint, Lane lane, ByteBuffer... frame) {
                    if (open.contains(endpoint)) {
                        inner.send(endpoint, lane, frame);
                    }
                }
            };
        }
    }

    static class CountsNothing extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public long queuedBytes(int endpoint, Lane lane) {
                    return 0;
                }
            };
        }
    }

    static class ThrowsForTheUnknown extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void flush(int endpoint) {
                    if (inner.writtenBytes(endpoint) == 0) {
                        throw new TransportException("no such endpoint");
                    }
                    inner.flush(endpoint);
                }
            };
        }
    }

    static class ThrowsForATakenPort extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public InetSocketAddress listen(InetSocketAddress address) {
                    try {
                        return inner.listen(address);
                    } catch (TransportException e) {
                        throw new IllegalStateException(e);
                    }
                }
            };
        }
    }

    static class HasNoLimit extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return good(config.toBuilder()
                    .endpointsMax(10_000)
                    .authenticated(false)
                    .unsafeAnonymous(false)
                    .tls(null)
                    .build());
        }
    }

    static class LeavesEncryptionOut extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return good(config.toBuilder().unsafeAnonymous(false).tls(null).build());
        }
    }

    static class HasNoTimeout extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public int connect(InetSocketAddress address, long timeoutNanos) {
                    return inner.connect(address, 1_000 * timeoutNanos);
                }
            };
        }
    }

    static class LosesWakeups extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void wakeup() {
                    // The transport does not wait until the timeout.
                }
            };
        }
    }

    static class StaysWhenClosed extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void close() {
                    inner.stopListening();
                }
            };
        }
    }

    static class KeepsListening extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void stopListening() {
                    // A second close does no harm.
                }
            };
        }
    }

    static class NeverLetsGo extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public void finish(int endpoint) {
                    inner.flush(endpoint);
                }
            };
        }
    }
}
