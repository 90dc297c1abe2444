package dev.comm.testkit.live.process;

import dev.comm.testkit.Capability;
import dev.comm.testkit.Ending;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MissingCapability;
import dev.comm.testkit.Run;
import dev.comm.testkit.engine.MachineTime;
import dev.comm.testkit.fault.Fault;
import dev.comm.testkit.fault.Step;
import dev.comm.testkit.history.History;
import dev.comm.testkit.history.Occurrence;
import dev.comm.testkit.history.recording.Recorder;
import dev.comm.testkit.live.Signals;
import dev.comm.testkit.live.journal.MemberAssignment;
import dev.comm.testkit.live.journal.Note;
import dev.comm.testkit.live.network.ProxySite;
import dev.comm.testkit.live.proxy.FaultProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A run under way. It starts the processes of the members, follows their notes, carries out the plan, and ends the
 * processes.
 */
final class ProcessRun implements AutoCloseable {
    /** The time between two reads of the members' notes. */
    private static final long LOOK_NANOS = 1_000_000;

    /** The time after the limit of the run at which a member ends by itself. */
    private static final long MARGIN_NANOS = 20_000_000_000L;

    /** The time that members may take to write their stacks. */
    private static final long DUMP_NANOS = 1_000_000_000L;

    /** The faults that explain the end of a process. */
    private static final Set<Occurrence.Fault.Kind> KILLING = EnumSet.of(
            Occurrence.Fault.Kind.CRASH,
            Occurrence.Fault.Kind.VANISH,
            Occurrence.Fault.Kind.TERMINATE,
            Occurrence.Fault.Kind.EXHAUST_MEMORY);

    private final ProcessCluster cluster;
    private final RunFolder folder;
    private final long origin = System.nanoTime();
    private final List<MemberLife> lives = new ArrayList<>();
    private final ProxySite site;
    private final MergedHistory merged;
    private final Recorder recorder;
    private final MachineTime machine = new MachineTime();
    private long events;

    ProcessRun(ProcessCluster cluster, RunFolder folder) {
        this.cluster = cluster;
        this.folder = folder;
        this.site = new ProxySite(cluster.size(), cluster.chance());
        this.merged = new MergedHistory(cluster.termsInRealTime());
        this.recorder = new Recorder(merged.live(), this::now);
    }

    /** Returns the nanoseconds since the run began. */
    long now() {
        return System.nanoTime() - origin;
    }

    /** Returns the recorder of faults, which notifies the listeners of all events. */
    Recorder recorder() {
        return recorder;
    }

    /** Returns the proxies between the nodes and the master. */
    ProxySite site() {
        return site;
    }

    /** Runs everything to its end, or to the limit. */
    void play() {
        for (ForkedMember member : cluster.members()) {
            if (!cluster.isAbsent(member.rank())) {
                launch(member);
            }
        }
        long end = cluster.longest().toNanos();
        while (!isOver() && now() < end && site.failure() == null) {
            if (!step()) {
                pause();
            }
        }
        if (!isOver()) {
            dumpThreads();
        }
    }

    private void pause() {
        long start = now();
        LockSupport.parkNanos(LOOK_NANOS);
        machine.waited(LOOK_NANOS, now() - start);
    }

    /**
     * Reads the notes and runs the due actions. Meanwhile the rules of the proxies, which have a thread of their own,
     * are not applied.
     */
    private boolean step() {
        synchronized (recorder) {
            boolean news = look();
            cluster.agenda().run(now());
            return news;
        }
    }

    private boolean isOver() {
        return lives.stream().allMatch(life -> life.isOver() || isStoppedForEver(life));
    }

    /** Returns whether a process is stopped and no planned action may resume it. */
    private boolean isStoppedForEver(MemberLife life) {
        return life.fork().isStopped() && cluster.agenda().isEmpty();
    }

    /** Starts a member in a new process. */
    void launch(ForkedMember member) {
        MemberAssignment assignment = new MemberAssignment(
                cluster.script(),
                member.rank(),
                numberOf(member.rank()),
                cluster.size(),
                cluster.seed(),
                origin,
                cluster.longest().toNanos() + MARGIN_NANOS,
                folder.path().toString(),
                site.masterFor(member.rank()).getPort(),
                cluster.isStepped(),
                cluster.plans().of(member.rank()));
        MemberLife life = new MemberLife(Fork.start(assignment, cluster.flags()));
        lives.add(life);
        member.runs(life.fork());
    }

    /**
     * Returns the number of a new process. The first process of a rank has the number of the rank, and later processes
     * have the next free numbers.
     */
    private int numberOf(int rank) {
        boolean first = lives.stream().noneMatch(life -> life.rank() == rank);
        long restarts =
                lives.stream().filter(life -> life.process() >= cluster.size()).count();
        return first ? rank : cluster.size() + (int) restarts;
    }

    /** Records a fault of the present process of a rank. */
    void fault(Occurrence.Fault.Kind kind, int rank) {
        MemberLife present = lives.stream()
                .filter(life -> life.rank() == rank)
                .reduce((first, second) -> second)
                .orElse(null);
        if (present != null && KILLING.contains(kind)) {
            present.strike();
        }
        recorder.fault(kind, present == null ? rank : present.process());
    }

    /** Stops all bytes through the proxies of a rank for ever. */
    void silence(int rank) {
        List<FaultProxy> proxies = rank == 0 ? site.proxies() : List.of(site.proxy(rank));
        proxies.forEach(FaultProxy::vanish);
        if (rank == 0) {
            proxies.forEach(FaultProxy::silenceSoon);
        }
    }

    /** Reads the notes of the members. Returns whether there were some. */
    private boolean look() {
        boolean news = false;
        for (MemberLife life : List.copyOf(lives)) {
            if (!life.isOver()) {
                boolean gone = !life.fork().isAlive();
                List<Note> notes = life.fork().more();
                notes.forEach(note -> take(life, note));
                news |= !notes.isEmpty();
                if (gone && notes.isEmpty()) {
                    gone(life);
                }
            }
        }
        return news;
    }

    private void take(MemberLife life, Note note) {
        if (note instanceof Note.Happened happened) {
            happened(life, happened.occurrence());
        } else if (note instanceof Note.Stepped stepped) {
            cluster.plans().stepped(life.rank(), Step.parse(stepped.step()));
        } else if (note instanceof Note.Reached reached) {
            cluster.plans().action(reached.plan()).run();
            life.fork().tell("go " + reached.plan());
        } else if (note instanceof Note.Asked asked) {
            life.fork().tell(answer(asked));
        } else if (note instanceof Note.Reported reported) {
            cluster.report(reported.rank(), reported.key(), reported.value());
        } else {
            takeOfLife(life, note);
        }
    }

    private void happened(MemberLife life, Occurrence occurrence) {
        life.lived(occurrence.nanos());
        boolean late = occurrence instanceof Occurrence.Fault fault && fault.kind() == Occurrence.Fault.Kind.STALL;
        if (!late || !life.fork().wasStopped()) {
            recorder.add(occurrence);
            cluster.happened(++events);
        }
    }

    private String answer(Note.Asked asked) {
        try {
            cluster.strikeFor(Fault.parse(asked.fault()));
            return "go " + asked.number();
        } catch (MissingCapability e) {
            return "no " + asked.number() + " " + e.getMessage();
        }
    }

    private void takeOfLife(MemberLife life, Note note) {
        if (note instanceof Note.Started started) {
            life.lived(started.nanos());
            if (started.nanos() < 0 || started.nanos() > now()) {
                throw new MissingCapability(
                        Capability.HISTORY, Engine.PROCESS, "the processes of this system do not share a clock");
            }
        } else if (note instanceof Note.Listening) {
            site.proxies().forEach(FaultProxy::acceptSoon);
        } else if (note instanceof Note.Ended ended) {
            life.ended(ended);
        } else if (note instanceof Note.NotPlayed notPlayed) {
            life.notPlayed(notPlayed.error());
        }
    }

    private void gone(MemberLife life) {
        life.over();
        if (life.rank() == 0) {
            site.proxies().forEach(FaultProxy::refuseSoon);
        }
        if (life.notPlayed() != null) {
            throw new IllegalStateException(
                    "the scenario did not come to run() in the process of rank " + life.rank() + "\n"
                            + life.fork().output(),
                    life.notPlayed().asException(life.rank()));
        }
        if (life.isLostByItself()) {
            merged.addLate(new Occurrence.Fault(life.lastNanos() + 1, Occurrence.Fault.Kind.CRASH, life.process()));
        }
    }

    /** Lets every running JVM print the stacks of its threads, so that a process that hangs shows where. */
    private void dumpThreads() {
        if (Signals.available()) {
            lives.stream()
                    .filter(life -> !life.isOver() && !life.fork().isStopped())
                    .forEach(life -> life.fork().dumpThreads());
            for (long end = now() + DUMP_NANOS; now() < end; ) {
                LockSupport.parkNanos(end - now());
            }
        }
    }

    /** Ends every process and reads the rest of its notes. Open calls stay open. */
    List<Ending> end() {
        look();
        lives.forEach(MemberLife::cutOff);
        lives.forEach(life -> life.fork().reap());
        look();
        return lives.stream().map(MemberLife::ending).toList();
    }

    /** Returns everything that happened, in its order. */
    History history() {
        return merged.settled();
    }

    /** Returns the summary of the run itself. */
    Run.Facts facts() {
        long stalls = merged.live().of(Occurrence.Fault.class).stream()
                .filter(fault -> fault.kind() == Occurrence.Fault.Kind.STALL)
                .count();
        Duration length = Duration.ofNanos(now());
        return new Run.Facts(Engine.PROCESS, cluster.seed(), length, events, null, machine.strain(stalls));
    }

    /** Ends all processes, because no process may outlive the run. */
    @Override
    public void close() {
        lives.forEach(life -> life.fork().close());
        site.close();
    }
}
