package dev.comm.tests.process;

import dev.comm.api.work.Handlers;
import dev.comm.api.work.RequestContext;
import dev.comm.node.ComputeNode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A compute node with the handlers of the tests. */
public final class ServeNode {
    private ServeNode() {}

    /** Connects with the settings of the environment, and serves until the shutdown. */
    public static void main(String[] args) {
        Handlers handlers = Handlers.of("echo", String.class, String.class, (text, context) -> text)
                .and("square", Integer.class, Long.class, (number, context) -> (long) number * number)
                .and("slow", Integer.class, Integer.class, ServeNode::slow)
                .and("poison", Integer.class, Integer.class, ServeNode::poison)
                .and("fail", String.class, String.class, (text, context) -> {
                    throw new IllegalArgumentException("cannot do " + text);
                });
        int code = ComputeNode.run(SpmdMember.TestConfig.fromEnvironment().types(Sample.class), handlers);
        System.out.println("EXIT " + code);
        System.exit(code);
    }

    /** Takes the given number of milliseconds, unless it is cancelled. */
    private static Integer slow(Integer millis, RequestContext context) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end && !context.cancelled()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        return millis;
    }

    /** Ends the whole process for the number 13. */
    private static Integer poison(Integer number, RequestContext context) {
        if (number == 13) {
            Runtime.getRuntime().halt(9);
        }
        return number;
    }
}
