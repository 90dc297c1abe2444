package dev.comm.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.spi.Lane;
import dev.comm.api.spi.Peer;
import dev.comm.api.spi.Transport;
import dev.comm.testkit.contract.Certificates;
import dev.comm.transport.tcp.tls.TlsEngines;
import dev.comm.transport.tcp.tls.TlsMaterial;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** At each end one thread encrypts while another one decrypts, like the threads of a driver. */
@Timeout(120)
class TlsBothWaysTest {
    private static final long ALL = 64L << 20;
    private static final TlsEngines ENGINES = TlsMaterial.open(Certificates.master());

    @Test
    void manyMebibytesPassBothWaysAtOnceWhileOthersPoll() throws InterruptedException {
        try (Side left = new Side(1);
                Side right = new Side(2)) {
            InetSocketAddress door = left.transport.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            right.transport.connect(door, TimeUnit.SECONDS.toNanos(60));
            left.start();
            right.start();
            left.join();
            right.join();
            assertThat(left.receivedBytes).isEqualTo(ALL);
            assertThat(right.receivedBytes).isEqualTo(ALL);
            assertThat(left.heard.getValue()).isEqualTo(right.said.getValue());
            assertThat(right.heard.getValue()).isEqualTo(left.said.getValue());
            assertThat(left.transport.writtenBytes(left.endpoint)).isEqualTo(ALL);
        }
    }

    private static final class Side implements Transport.Sink, AutoCloseable {
        final Transport transport = new TcpTransport(Station.CONFIG, ENGINES);
        final CRC32C said = new CRC32C();
        final CRC32C heard = new CRC32C();
        private final SplittableRandom random;
        private final ReentrantLock lock = new ReentrantLock();
        private final Thread polling = new Thread(this::poll, "polling");
        private final Thread sending = new Thread(this::send, "sending");
        private volatile boolean over;
        volatile long receivedBytes;
        volatile int endpoint;

        Side(long seed) {
            random = new SplittableRandom(seed);
        }

        void start() {
            polling.start();
            sending.start();
        }

        void join() throws InterruptedException {
            sending.join();
            while (receivedBytes < ALL && endpoint > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        }

        private void poll() {
            while (!over) {
                transport.poll(1_000_000_000, this);
            }
        }

        private void send() {
            while (endpoint == 0) {
                LockSupport.parkNanos(1_000_000);
            }
            for (long sent = 0; sent < ALL && endpoint > 0; ) {
                int length = (int) Math.min(ALL - sent, 1 + random.nextInt(random.nextBoolean() ? 300 : 400_000));
                byte[] frame = new byte[length];
                random.nextBytes(frame);
                said.update(frame);
                sent += length;
                lock.lock();
                try {
                    transport.send(endpoint, Lane.BULK, ByteBuffer.wrap(frame));
                } finally {
                    lock.unlock();
                }
                while (transport.queuedBytes(endpoint, Lane.BULK) > 1 << 20) {
                    LockSupport.parkNanos(100_000);
                }
            }
        }

        @Override
        public void opened(int number, Peer peer) {
            endpoint = number;
        }

        @Override
        public void received(int number, ByteBuffer bytes) {
            long count = bytes.remaining();
            heard.update(bytes);
            receivedBytes += count;
        }

        @Override
        public void writable(int number) {
            lock.lock();
            try {
                transport.flush(number);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void closed(int number, Transport.CloseCause cause, String detail) {
            endpoint = -1;
        }

        @Override
        public void close() {
            over = true;
            transport.close();
        }
    }
}
