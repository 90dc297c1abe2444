package dev.comm.testkit.live.member;

import dev.comm.testkit.Cluster;
import dev.comm.testkit.live.journal.MemberAssignment;
import java.io.InputStream;
import java.nio.file.Path;
import org.apiguardian.api.API;

/** The main class of the JVM of a forked member. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class MemberMain {
    private static volatile Cluster role;

    private MemberMain() {}

    /** Returns the cluster as the member of this process sees it, or null if this process is no member. */
    public static Cluster cluster() {
        return role;
    }

    /**
     * Plays a scenario as one member of its cluster.
     *
     * @param arguments one argument, which is the file with the task of this member
     */
    public static void main(String[] arguments) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        MemberAssignment assignment = MemberAssignment.read(Path.of(arguments[0]), loader);
        InputStream orders = System.in;
        System.setIn(InputStream.nullInputStream());
        MemberProcess process = MemberProcess.begin(assignment, orders);
        MemberCluster cluster = new MemberCluster(process);
        role = cluster;
        try {
            assignment.script().play(cluster, loader);
            process.notPlayed(new IllegalStateException("the scenario ended without a call of run()"));
        } catch (Exception | Error e) {
            process.notPlayed(e);
        }
    }
}
