package dev.comm.testkit.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.comm.api.work.Handlers;
import dev.comm.testkit.Cluster;
import dev.comm.testkit.Engine;
import dev.comm.testkit.MasterProgram;
import dev.comm.testkit.fault.FaultKind;
import dev.comm.testkit.fault.Step;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Tests as newcomers write them, each wrong in its own way; {@link WrongTestsTest} says what the kit tells them. */
final class WrongTests {
    private WrongTests() {}

    /** Sleeps as a program must not. */
    interface Sleep {
        void millis(long length) throws InterruptedException;
    }

    private static Cluster meeting(Cluster cluster) {
        return cluster.program(comm -> {
            comm.barrier();
            Cluster.pause(Duration.ofMillis(50));
            comm.barrier();
        });
    }

    private static <T> T call(Callable<T> code) {
        try {
            return code.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Wrong programs. */
    static final class Programs {
        @ClusterTest(seeds = 3)
        void anAssertionFailsOnOneRank(Cluster cluster) {
            cluster.program(comm -> {
                comm.barrier();
                assertEquals(2, comm.rank() == 2 ? 3 : 2);
            });
            cluster.run();
        }

        @ClusterTest(seeds = 3)
        void aNullIsUnboxed(Cluster cluster) {
            Map<Integer, Integer> shares = Map.of(0, 1, 2, 1, 3, 1);
            cluster.program(comm -> {
                int mine = shares.get(comm.rank());
                comm.collect(mine);
            });
            cluster.run();
        }

        /** A type of the user's own. */
        record Point(int x, int y) implements Serializable {}

        @ClusterTest(seeds = 3)
        void aRecordIsNotDeclared(Cluster cluster) {
            List<Object> seen = new ArrayList<>();
            cluster.program(comm -> seen.add(comm.collect(new Point(comm.rank(), 1))));
            cluster.run();
        }

        @ClusterTest(seeds = 3)
        void theProgramSleeps(Cluster cluster) {
            Sleep sleep = Thread::sleep;
            cluster.program(comm -> {
                if (comm.rank() == 1) {
                    sleep.millis(100);
                }
                comm.barrier();
            });
            cluster.run();
        }

        @ClusterTest(seeds = 3)
        void theProgramWaitsForALatch(Cluster cluster) {
            CountDownLatch latch = new CountDownLatch(1);
            cluster.program(comm -> {
                if (comm.rank() == 1) {
                    latch.await();
                }
                comm.barrier();
            });
            cluster.run();
        }

        @ClusterTest(seeds = 3)
        void aTimeoutEscapesWithoutAnyFault(Cluster cluster) {
            cluster.program(comm -> {
                Cluster.pause(Duration.ofSeconds(comm.rank() == 3 ? 60 : 0));
                comm.barrier(Duration.ofSeconds(1));
            });
            cluster.run();
        }

        @ClusterTest(seeds = 3)
        void everyThrowableIsAllowed(Cluster cluster) {
            cluster.program(comm -> assertEquals(2, comm.rank()));
            cluster.mayThrow(Throwable.class).run();
        }

        @ClusterTest(seeds = 3)
        void everyErrorIsAllowed(Cluster cluster) {
            cluster.program(comm -> assertEquals(2, comm.rank()));
            cluster.mayThrow(Error.class).run();
        }

        @ClusterTest(seeds = 3)
        void assertionsAreAllowed(Cluster cluster) {
            cluster.program(comm -> assertEquals(2, comm.rank()));
            cluster.mayThrow(1, AssertionError.class).run();
        }

        @ClusterTest(seeds = 3)
        void theAssertionsOfALibraryAreAllowed(Cluster cluster) {
            cluster.program(comm -> assertEquals(2, comm.rank()));
            cluster.mayThrow(AssertionFailedError.class).run();
        }

        @ClusterTest(seeds = 3)
        void anAssertionHidesInAnAllowedException(Cluster cluster) {
            cluster.program(comm -> {
                CompletableFuture<Void> check = new CompletableFuture<>();
                check.completeExceptionally(new AssertionFailedError("the sum is wrong"));
                Cluster.await(check, Duration.ofSeconds(1));
            });
            cluster.mayThrow(CompletionException.class).run();
        }

        @ClusterTest(seeds = 3)
        void aHandlerAssertsInVain(Cluster cluster) {
            cluster.serve(
                    Handlers.of("square", Integer.class, Integer.class, n -> {
                        assertTrue(n > 7, "too small");
                        return n * n;
                    }),
                    asks(7));
            cluster.run();
        }
    }

    private static MasterProgram asks(int question) {
        return master -> {
            master.awaitComputeNodes(3, Duration.ofSeconds(5));
            master.sendRequest("square", question, Integer.class).forEach(answer -> {});
            master.shutdownComputeNodes(Duration.ofSeconds(5));
        };
    }

    /** Scenarios that do not say what their authors think. */
    static final class Scenarios {
        @ClusterTest(seeds = 3)
        void noProgram(Cluster cluster) {
            cluster.node(2).crashAt(Step.ARRIVE_SENT);
            cluster.run();
        }

        @ClusterTest(seeds = 3)
        void theRunIsForgotten(Cluster cluster) {
            meeting(cluster);
        }

        @ClusterTest(seeds = 3)
        void noClusterIsAskedFor() {
            assertTrue(call(() -> true));
        }

        @Test
        void aPlainTest(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void nodeSevenOfThree(Cluster cluster) {
            cluster.node(7).crashAt(Step.ARRIVE_SENT);
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void nodeZero(Cluster cluster) {
            cluster.node(0).crashAt(Step.ARRIVE_RECEIVED);
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void aProgramForRankSeven(Cluster cluster) {
            meeting(cluster).program(7, comm -> comm.barrier()).run();
        }

        @ClusterTest(seeds = 3)
        void theSecondProgramTakesThePlaceOfTheFirst(Cluster cluster) {
            cluster.program(comm -> assertEquals(1, comm.rank()));
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void twoRunsOfOneCluster(Cluster cluster) {
            meeting(cluster).run();
            cluster.run();
        }

        @ClusterTest(nodes = 0, seeds = 3)
        void noNodes(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 0)
        void noSeeds(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = -5)
        void fewerThanNoSeeds(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3, liveSeeds = 0)
        void noLiveSeeds(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(nodes = 5, mostNodes = 3, seeds = 3)
        void fewerNodesAtMostThanAtLeast(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3, chaos = FaultKind.CRASH, until = "ten seconds")
        void aTimeInWords(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3, chaos = FaultKind.CRASH, until = "0s")
        void noTimeForChaos(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3, timeout = "5 minutes")
        void aTimeoutInWords(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3, timeout = "99999999999999999999d")
        void aTimeoutWithoutEnd(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3, plan = "crash node 2")
        void aPlanInWords(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(engines = Engine.PROCESS)
        void anEngineThatIsNotThere(Cluster cluster) {
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void aReportThatNobodyMade(Cluster cluster) {
            assertEquals(3, meeting(cluster).run().report(0, "sum", Integer.class));
        }
    }

    /** Faults and checks that never come. */
    static final class Plans {
        @ClusterTest(seeds = 3)
        void theCrashComesAfterTheRun(Cluster cluster) {
            meeting(cluster).run();
            cluster.node(2).crash();
        }

        @ClusterTest(seeds = 3)
        void theActionComesAfterTheEnd(Cluster cluster) {
            cluster.at(Duration.ofSeconds(10), () -> assertEquals(1, 2));
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void theStepNeverComes(Cluster cluster) {
            cluster.node(2).crashAt(Step.REQUEST_RECEIVED);
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void theSuspensionNeverComes(Cluster cluster) {
            cluster.node(2).suspendAt(Step.REQUEST_RECEIVED, 1);
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void anAllowedErrorNeverComes(Cluster cluster) {
            cluster.mayThrow(2, IllegalStateException.class);
            meeting(cluster).run();
        }

        @ClusterTest(nodes = 2, everyStep = FaultKind.CRASH)
        void anAllowedErrorNeverComesAtAnyStep(Cluster cluster) {
            cluster.mayThrow(IllegalStateException.class);
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void anActionAsserts(Cluster cluster) {
            cluster.at(Duration.ofMillis(10), () -> assertEquals(1, 2));
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void aListenerAsserts(Cluster cluster) {
            cluster.listen(occurrence -> assertTrue(occurrence.nanos() < 0, "time goes backwards"));
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void aPropertyThrows(Cluster cluster) {
            List<Integer> sums = new ArrayList<>();
            cluster.always("the sum is right", () -> sums.get(0) == 3);
            meeting(cluster).run();
        }

        @ClusterTest(seeds = 3)
        void somethingNeverHolds(Cluster cluster) {
            cluster.sometimes("a node is lost", () -> false);
            meeting(cluster).run();
        }
    }

    /** Runs that share state. */
    static final class SharedState {
        private static int runs;

        private final List<Integer> ranks = new ArrayList<>();

        @ClusterTest(seeds = 3)
        void aListInAFieldKeepsTheValuesOfAllSeeds(Cluster cluster) {
            cluster.program(comm -> ranks.add(comm.rank()));
            cluster.run();
            assertEquals(cluster.size(), ranks.size());
        }

        @ClusterTest(seeds = 6)
        void aStaticCounterChangesLaterRuns(Cluster cluster) {
            Duration length = Duration.ofMillis(++runs > 4 ? 500 : 50);
            cluster.program(comm -> {
                Cluster.pause(length);
                comm.barrier();
            });
            cluster.run();
        }
    }
}
