package dev.comm.bench;

import java.util.Locale;

/** The measured works. All times are times of rank 0, except for {@link #RELEASE}. */
public enum Work {
    /** Rank 0 sends a request to rank 1 and waits for the same bytes. */
    ECHO("request and reply", Unit.TIME),
    /** Ranks 0 and 1 give bytes and get the bytes of the other. The call of Comm is a stage that the rank waits for. */
    EXCHANGE("exchange as a stage", Unit.TIME),
    /** All ranks wait for all ranks. */
    BARRIER("barrier", Unit.TIME),
    /** Every rank gives bytes, and rank 0 receives them. All ranks begin together. */
    COLLECT("collect", Unit.TIME),
    /** Rank 0 gives bytes. The time ends when rank 0 knows that every rank has them. */
    DISTRIBUTE("distribute", Unit.TIME),
    /** All ranks receive the sum of one number of each rank. */
    ALL_REDUCE("all-reduce", Unit.TIME),
    /** Rank 0 sends out tasks that echo their bytes. One sample is the time of all tasks together. */
    TASKS("tasks", Unit.RATE),
    /** The same as {@link #TASKS}, but a node gets its next task only after the answer to the last task. */
    TASKS_ONE("tasks, one at a time for each node", Unit.RATE),
    /**
     * Rank 0 sends messages to rank 1, which answers the last message. One sample is the time of all messages together.
     */
    ONE_WAY("one-way messages", Unit.RATE),
    /**
     * The last rank is killed while the others wait for it in a barrier. The time ends when the last of the others goes
     * on.
     */
    RELEASE("kill -9 until all survivors go on", Unit.TIME),
    /**
     * The nodes of one process connect to a master in the same instant. The time ends when the master has registered
     * all of them.
     */
    START("start of all nodes in one instant", Unit.TIME),
    /** A barrier of a master and many connections that one process holds. */
    CROWD_BARRIER("barrier of a crowd", Unit.TIME),
    /** The share of each idle connection in the heap of the master. */
    IDLE_HEAP("heap of the master for each idle node", Unit.MEMORY),
    /** The share of idle connections in the processor time of the master. */
    IDLE_LOAD("load of the master by idle nodes", Unit.LOAD);

    private final String title;
    private final Unit unit;

    Work(String title, Unit unit) {
        this.title = title;
        this.unit = unit;
    }

    /** Returns the title for people. */
    public String title() {
        return title;
    }

    /** Returns the unit of a sample. */
    public Unit unit() {
        return unit;
    }

    /** Returns whether all members but rank 0 live in one process. */
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
