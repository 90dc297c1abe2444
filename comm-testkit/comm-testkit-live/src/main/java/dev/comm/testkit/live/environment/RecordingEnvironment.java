package dev.comm.testkit.live.environment;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.Transport;
import dev.comm.core.driver.Environment;
import dev.comm.core.driver.MachineDriver;
import dev.comm.core.machine.Entropy;
import dev.comm.core.machine.Machine;
import dev.comm.core.machine.Notice;
import dev.comm.testkit.history.recording.Recorder;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * The real environment of one member, recorded: the events and effects of its machine become part of a history, and a
 * watcher hears of each frame. The member can be stopped and killed as a process can, as far as one inside of a JVM
 * can.
 *
 * <p>Frozen: its threads stand still where they enter Comm, its machine is not stepped, and it reads and writes
 * nothing. The kernel goes on taking bytes for it until the buffers are full. Code of the program that does not call
 * Comm goes on, which under SIGSTOP it would not.
 *
 * <p>Killed: the killer closes its sockets at once, as the kernel does for a dead process (end of stream for the peers,
 * or a reset if bytes were unread). No goodbye is said, and no effect and no occurrence of it follows. Each of its
 * threads that enters Comm unwinds with an Error. Safe for use by several threads.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class RecordingEnvironment implements Environment {
    private final Environment around;
    private final Recorder recorder;
    private final int process;
    private final LiveWatcher watcher;
    private final MemberGate gate;
    private final Queue<WatchedTransport> transports = new ConcurrentLinkedQueue<>();
    private final Queue<MachineDriver> drivers = new ConcurrentLinkedQueue<>();

    /**
     * Records the acts of a member.
     *
     * @param around where it really runs
     * @param recorder writes the history; shared by all members of a JVM
     * @param process number of the member's process in the history; 0 is the master's
     * @param watcher hears of frames
     */
    public RecordingEnvironment(Environment around, Recorder recorder, int process, LiveWatcher watcher) {
        this.around = around;
        this.recorder = recorder;
        this.process = process;
        this.watcher = watcher;
        this.gate = new MemberGate("process " + process);
    }

    /** Number of the member's process in the history. */
    public int process() {
        return process;
    }

    /** Whether it was killed. */
    public boolean isDead() {
        return gate.isDead();
    }

    /** Whether it stands still. */
    public boolean isFrozen() {
        return gate.isFrozen();
    }

    /** Stops it; false if it does not run. A step that is under way is finished first by the thread that makes it. */
    public boolean freeze() {
        return gate.freeze();
    }

    /** Lets it go on; false if it is not stopped. */
    public boolean thaw() {
        return gate.thaw();
    }

    /** On one of its threads: stands still while it is frozen, unwinds if it was killed. */
    public void pass() {
        gate.pass();
    }

    /** Kills it; false if it is dead already. */
    public boolean kill() {
        boolean first;
        synchronized (recorder) {
            // The written entries and later events agree: see Recorder.
            first = gate.kill();
        }
        if (first) {
            transports.forEach(WatchedTransport::kill);
        }
        return first;
    }

    /**
     * Ends every call of a killed member that is still open, for threads that wait for its end and for nothing else.
     */
    public void bury() {
        drivers.forEach(MachineDriver::close);
    }

    @Override
    public long nanoTime() {
        return around.nanoTime();
    }

    @Override
    public long wallClockMillis() {
        return around.wallClockMillis();
    }

    @Override
    public String hostName() {
        return around.hostName();
    }

    @Override
    public long processId() {
        return around.processId();
    }

    @Override
    public Entropy entropy() {
        return around.entropy();
    }

    @Override
    public Transport openTransport(CommConfig config) {
        gate.pass();
        WatchedTransport transport = new WatchedTransport(around.openTransport(config), gate, watcher);
        transports.add(transport);
        if (gate.isDead()) {
            transport.kill(); // the killer may have come too early to see it
        }
        return transport;
    }

    @Override
    public MachineDriver driver(
            String name, Machine machine, Transport transport, CommConfig config, Consumer<Notice> notices) {
        Machine recorded = recorder.around(process, machine, gate::isDead);
        MachineDriver driver = around.driver(name, new GatedMachine(recorded, gate), transport, config, notices);
        drivers.add(driver);
        return driver;
    }

    @Override
    public void start(String name, Runnable body) {
        gate.pass();
        around.start(name, body);
    }

    @Override
    public Executor callbacks() {
        return around.callbacks();
    }
}
