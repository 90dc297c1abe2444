package dev.comm.bench;

import java.util.Locale;

/** The measured works; all times are those of rank 0 but for {@link #RELEASE}. */
public enum Work {
    /** Rank 0 asks rank 1 and waits for the same bytes. */
    ECHO("request and reply", Unit.TIME),
    /** Ranks 0 and 1 give bytes and get the other's; Comm's call is a stage that is waited for. */
    EXCHANGE("exchange as a stage", Unit.TIME),
    /** All wait for all. */
    BARRIER("barrier", Unit.TIME),
    /** Every rank gives bytes, rank 0 has them; all begin together. */
    COLLECT("collect", Unit.TIME),
    /** Rank 0 gives bytes; timed until it knows that every rank has them. */
    DISTRIBUTE("distribute", Unit.TIME),
    /** The sum of one number of each rank, known to all. */
    ALL_REDUCE("all-reduce", Unit.TIME),
    /** Rank 0 gives out tasks that echo their bytes; one sample is the time of all together. */
    TASKS("tasks", Unit.RATE),
    /** The same, but a node gets its next task after the answer to the last. */
    TASKS_ONE("tasks, one at a time for each node", Unit.RATE),
    /** Rank 0 sends messages to rank 1, which answers the last; one sample is the time of all together. */
    ONE_WAY("one-way messages", Unit.RATE),
    /** The last rank is killed while the others wait for it in a barrier: until the last of them goes on. */
    RELEASE("kill -9 until all survivors go on", Unit.TIME),
    /** Nodes of one process connect to a master in the same instant: until it has them all. */
    START("start of all nodes in one instant", Unit.TIME),
    /** A barrier of a master and many connections that one process holds. */
    CROWD_BARRIER("barrier of a crowd", Unit.TIME),
    /** The share of each idle connection in the master's heap. */
    IDLE_HEAP("heap of the master for each idle node", Unit.MEMORY),
    /** The share of idle connections in the master's time. */
    IDLE_LOAD("load of the master by idle nodes", Unit.LOAD);

    private final String title;
    private final Unit unit;

    Work(String title, Unit unit) {
        this.title = title;
        this.unit = unit;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** The unit of a sample. */
    public Unit unit() {
        return unit;
    }

    /** Whether all members but rank 0 live in one process. */
    public boolean isCrowd() {
        return this == START || this == CROWD_BARRIER || this == IDLE_HEAP || this == IDLE_LOAD;
    }

    /** Reads the name that {@link #toString} gives. */
    public static Work of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
