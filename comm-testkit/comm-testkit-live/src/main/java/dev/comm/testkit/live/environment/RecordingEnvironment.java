package dev.comm.testkit.live.environment;

import dev.comm.api.CommConfig;
import dev.comm.api.spi.Transport;
import dev.comm.core.driver.DrainSignal;
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
 * The real environment of one member, with a recorder. The events and effects of its machine become part of a history,
 * and a watcher is notified of each frame. The member can be stopped and killed like a process, as far as that is
 * possible inside of a JVM.
 *
 * <p>The threads of a frozen member stop where they enter Comm. Its machine makes no step, and the member reads and
 * writes no bytes. The kernel still takes bytes for the member until the buffers are full. Unlike under SIGSTOP, code
 * of the program that does not call Comm goes on.
 *
 * <p>The sockets of a killed member are closed at once, as the kernel does for a dead process (end of stream for the
 * peers, or a reset if bytes were unread). The member sends no goodbye, and no effect and no occurrence of the member
 * follows. Each of its threads that enters Comm unwinds with an Error. Safe for use by several threads.
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
     * Creates the recorded environment of a member.
     *
     * @param around the real environment
     * @param recorder the recorder of the history, which all members of a JVM share
     * @param process the number of the member's process in the history; 0 is the master's
     * @param watcher the watcher of frames
     */
    public RecordingEnvironment(Environment around, Recorder recorder, int process, LiveWatcher watcher) {
        this.around = around;
        this.recorder = recorder;
        this.process = process;
        this.watcher = watcher;
        this.gate = new MemberGate("process " + process);
    }

    /** Returns the number of the member's process in the history. */
    public int process() {
        return process;
    }

    /** Returns whether the member was killed. */
    public boolean isDead() {
        return gate.isDead();
    }

    /** Returns whether the member is frozen. */
    public boolean isFrozen() {
        return gate.isFrozen();
    }

    /** Stops the member. Returns false if it does not run. A thread in the middle of a step finishes the step first. */
    public boolean freeze() {
        return gate.freeze();
    }

    /** Resumes the member. Returns false if it is not stopped. */
    public boolean thaw() {
        return gate.thaw();
    }

    /** Waits while the member is frozen, and unwinds if it was killed. Called on a thread of the member. */
    public void pass() {
        gate.pass();
    }

    /** Kills the member. Returns false if it is dead already. */
    public boolean kill() {
        boolean first;
        synchronized (recorder) {
            // This lock makes the written entries and later events agree: see Recorder.
            first = gate.kill();
        }
        if (first) {
            transports.forEach(WatchedTransport::kill);
        }
        return first;
    }

    /** Ends every open call of a killed member, for threads that wait only for the end of a call. */
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
            transport.kill(); // a kill before the line above did not see this transport
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
    public DrainSignal drainSignal() {
        return around.drainSignal();
    }

    @Override
    public Executor callbacks() {
        return around.callbacks();
    }
}
