package dev.comm.tests.contract;

import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.api.spi.Transport.CloseCause;
import dev.comm.api.spi.TransportConfig;
import java.util.function.UnaryOperator;

/** Transports whose polls report wrong events. The name of each class says how. */
final class BrokenReports {
    private BrokenReports() {}

    private abstract static class Reports extends BrokenTransport {
        abstract Transport.Sink sink(Transport.Sink inner);

        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public int poll(long maxWaitNanos, Sink sink) {
                    return inner.poll(maxWaitNanos, Reports.this.sink(sink));
                }
            };
        }
    }

    private abstract static class Causes extends Reports {
        private final UnaryOperator<CloseCause> change;

        Causes(UnaryOperator<CloseCause> change) {
            this.change = change;
        }

        @Override
        Transport.Sink sink(Transport.Sink inner) {
            return new BrokenTransport.SinkWrapper(inner) {
                @Override
                public void closed(int endpoint, CloseCause cause, String detail) {
                    super.closed(endpoint, change.apply(cause), detail);
                }
            };
        }
    }

    static class TakesAResetForAnEnd extends Causes {
        TakesAResetForAnEnd() {
            super(cause -> cause == CloseCause.RESET ? CloseCause.END_OF_STREAM : cause);
        }
    }

    static class TakesARefusalForAReset extends Causes {
        TakesARefusalForAReset() {
            super(cause -> cause == CloseCause.NOT_OPENED ? CloseCause.RESET : cause);
        }
    }

    static class TakesItsOwnEndForThePeers extends Causes {
        TakesItsOwnEndForThePeers() {
            super(cause -> cause == CloseCause.LOCAL ? CloseCause.END_OF_STREAM : cause);
        }
    }

    static class SaysNoReason extends Reports {
        @Override
        Transport.Sink sink(Transport.Sink inner) {
            return new SinkWrapper(inner) {
                @Override
                public void closed(int endpoint, CloseCause cause, String detail) {
                    super.closed(endpoint, cause, "");
                }
            };
        }
    }

    static class MixesUpWhoCalled extends Reports {
        @Override
        Transport.Sink sink(Transport.Sink inner) {
            return new SinkWrapper(inner) {
                @Override
                public void opened(int endpoint, Peer peer) {
                    super.opened(endpoint, new Peer(peer.address(), !peer.accepted(), peer.binding()));
                }
            };
        }
    }

    static class EndsTwice extends Reports {
        @Override
        Transport.Sink sink(Transport.Sink inner) {
            return new SinkWrapper(inner) {
                @Override
                public void closed(int endpoint, CloseCause cause, String detail) {
                    super.closed(endpoint, cause, detail);
                    super.closed(endpoint, cause, detail);
                }
            };
        }
    }

    static class SpeaksAfterTheEnd extends Reports {
        @Override
        Transport.Sink sink(Transport.Sink inner) {
            return new SinkWrapper(inner) {
                @Override
                public void closed(int endpoint, CloseCause cause, String detail) {
                    super.closed(endpoint, cause, detail);
                    super.writable(endpoint);
                }
            };
        }
    }

    static class CountsFromZero extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public int connect(java.net.InetSocketAddress address, long timeoutNanos) {
                    return inner.connect(address, timeoutNanos) - 1;
                }

                @Override
                public int poll(long maxWaitNanos, Sink sink) {
                    return inner.poll(maxWaitNanos, new SinkWrapper(sink) {
                        @Override
                        public void opened(int endpoint, Peer peer) {
                            super.opened(endpoint - 1, peer);
                        }
                    });
                }
            };
        }
    }

    static class IsAlwaysWritable extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public int poll(long maxWaitNanos, Sink sink) {
                    int reports = inner.poll(maxWaitNanos, sink);
                    if (inner.writtenBytes(1) > 0) {
                        sink.writable(1);
                        return reports + 1;
                    }
                    return reports;
                }
            };
        }
    }

    static class DoesNotCountReports extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public int poll(long maxWaitNanos, Sink sink) {
                    return Math.min(1, inner.poll(maxWaitNanos, sink));
                }
            };
        }
    }

    static class ReportsAnAbortAtOnce extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                private Sink last;

                @Override
                public int poll(long maxWaitNanos, Sink sink) {
                    last = sink;
                    return inner.poll(maxWaitNanos, sink);
                }

                @Override
                public void abort(int endpoint) {
                    inner.abort(endpoint);
                    inner.poll(0, last);
                }
            };
        }
    }

    static class SwallowsInterrupts extends BrokenTransport {
        @Override
        Transport broken(TransportConfig config) {
            return new Wrapper(config) {
                @Override
                public int poll(long maxWaitNanos, Sink sink) {
                    int reports = inner.poll(maxWaitNanos, sink);
                    Thread.interrupted();
                    return reports;
                }
            };
        }
    }
}
