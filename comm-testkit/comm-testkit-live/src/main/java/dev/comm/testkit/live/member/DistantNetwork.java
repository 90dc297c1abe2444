package dev.comm.testkit.live.member;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Engine;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.Hold;
import dev.comm.testkit.Link;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Network;
import dev.comm.testkit.Partition;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.Said;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The network as a program in a process of its own sees it. Before the run this object does nothing, because the
 * process of the test plays the same lines.
 */
final class DistantNetwork implements Network {
    private final MemberProcess process;

    DistantNetwork(MemberProcess process) {
        this.process = process;
    }

    private void refuse(Capability capability) {
        if (process.isRunning()) {
            throw new MissingCapability(
                    capability, Engine.PROCESS, "a program cannot do it from its own process; plan it as an action");
        }
    }

    @Override
    public Link link(int from, int to) {
        return new DistantLink(from, to);
    }

    @Override
    public Partition partition(Set<Integer> left, Set<Integer> right) {
        refuse(Capability.BLOCK);
        return new Partition() {
            @Override
            public Partition oneWay() {
                return this;
            }

            @Override
            public void heal() {
                // The process of the test heals the partition.
            }
        };
    }

    @Override
    public FrameRule.Handle rule(FrameRule rule) {
        refuse(Capability.FRAME_RULES);
        return new FrameRule.Handle() {
            @Override
            public int hits() {
                return 0;
            }

            @Override
            public void close() {
                // The process of the test ends the rule.
            }
        };
    }

    @Override
    public void stranger(byte[] bytes, Duration gap) {
        process.ask(gap.isZero() ? new Fault.Stranger(Said.of(bytes)) : new Fault.SlowLoris(Said.of(bytes), gap));
    }

    @Override
    public void heal() {
        refuse(Capability.BLOCK);
    }

    /** One direction between two members. */
    private final class DistantLink implements Link {
        private final int from;
        private final int to;

        DistantLink(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public int from() {
            return from;
        }

        @Override
        public int to() {
            return to;
        }

        @Override
        public Hold hold() {
            refuse(Capability.HOLD);
            return new Hold() {
                @Override
                public List<dev.comm.testkit.Frame> inFlight() {
                    return List.of();
                }

                @Override
                public void release() {
                    // The process of the test releases the hold.
                }
            };
        }

        @Override
        public void clog(Duration length) {
            process.ask(new Fault.Clog(from, to, length));
        }

        @Override
        public void block() {
            refuse(Capability.BLOCK);
        }

        @Override
        public void open() {
            refuse(Capability.BLOCK);
        }

        @Override
        public void throttle(long bytesPerSecond) {
            refuse(Capability.THROTTLE);
        }

        @Override
        public void delay(Duration extra) {
            refuse(Capability.DELAY);
        }

        @Override
        public void reset() {
            refuse(Capability.RESET);
        }

        @Override
        public void corrupt(long after) {
            process.ask(new Fault.Corrupt(from, to, after));
        }
    }
}
