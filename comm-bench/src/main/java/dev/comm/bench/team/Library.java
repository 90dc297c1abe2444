package dev.comm.bench.team;

import static dev.comm.bench.Work.ALL_REDUCE;
import static dev.comm.bench.Work.BARRIER;
import static dev.comm.bench.Work.COLLECT;
import static dev.comm.bench.Work.DISTRIBUTE;
import static dev.comm.bench.Work.ECHO;
import static dev.comm.bench.Work.EXCHANGE;
import static dev.comm.bench.Work.TASKS;

import dev.comm.bench.Work;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A library that runs in Java processes of the harness. */
public enum Library {
    /** Comm in its normal use. */
    COMM("Comm", CommTeam::join, EnumSet.allOf(Work.class)),
    /** Comm with waiting calls that sleep at once. */
    COMM_ASLEEP("Comm (no yield)", CommTeam::joinAsleep, EnumSet.of(ECHO, BARRIER)),
    /** Blocking channels. Each member is connected with rank 0, and the protocol is only a length. */
    NIO("raw NIO", NioTeam::blocking, NioTeam.WORKS),
    /** Raw channels that read without blocking and yield between the reads. */
    NIO_YIELD(
            "raw NIO (yielding)",
            NioTeam::yielding,
            EnumSet.of(ECHO, EXCHANGE, BARRIER, COLLECT, DISTRIBUTE, ALL_REDUCE)),
    /** Netty with a length field. */
    NETTY("Netty", NettyTeam::join, EnumSet.of(ECHO, BARRIER, COLLECT)),
    /** JGroups with its own tcp.xml. */
    JGROUPS("JGroups", JGroupsTeam::join, EnumSet.of(ECHO, COLLECT, TASKS)),
    /** Hazelcast's executor service. */
    HAZELCAST("Hazelcast", HazelcastTeam::join, EnumSet.of(ECHO, COLLECT, TASKS), HazelcastTeam.MODULES);

    private final String title;
    private final Team.Entry entry;
    private final Set<Work> works;
    private final List<String> flags;

    Library(String title, Team.Entry entry, Set<Work> works) {
        this(title, entry, works, List.of());
    }

    Library(String title, Team.Entry entry, Set<Work> works, List<String> flags) {
        this.title = title;
        this.entry = entry;
        this.works = works;
        this.flags = flags;
    }

    /** Returns the title for people. */
    public String title() {
        return title;
    }

    /** Returns the entry by which a member joins. */
    Team.Entry entry() {
        return entry;
    }

    /** Returns the works that the library supports. */
    public Set<Work> works() {
        return works;
    }

    /** Returns the options of the library's JVMs. */
    public List<String> flags() {
        return flags;
    }
}
