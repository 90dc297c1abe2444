package dev.comm.testkit.contract;

import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The promises of every transport. The author of a transport implements one method and inherits the tests:
 *
 * <pre>{@code
 * class PipeTransportTest implements TransportContract {
 *     public TransportStage stage() {
 *         return TransportStage.of(new PipeTransportProvider());
 *     }
 * }
 * }</pre>
 *
 * <p>A transport that does not use TCP connections of this machine needs a {@link TransportStage} of its own. If a
 * stage lacks a part, the tests that need the part are skipped, with the reason. Check the number of skipped tests.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Timeout(300)
public interface TransportContract {
    /** Returns a new stage. Each test closes its own stage. */
    TransportStage stage();

    // The tests of listening and connecting.

    /** Checks that the transport returns the port that it bound. */
    @Test
    default void port0GivesARealPort() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::portZero);
    }

    /** Checks that the error names the port, and that the transport can then listen on another port. */
    @Test
    default void aTakenPortIsRefusedByNumber() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::takenPort);
    }

    /** Checks that a program can be started again at once, although connections were open. */
    @Test
    default void aPortIsFreeAgainWhenItsTransportIsClosed() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::portIsFreeAgain);
    }

    /** Checks that a transport never listens without authentication at an address that others reach. */
    @Test
    default void anAddressThatOthersReachNeedsAuthentication() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::openDoor);
    }

    /** Checks that a caller that wants encryption gets encrypted connections or an error. */
    @Test
    default void encryptionIsNeverLeftOut() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::leftOut);
    }

    /** Checks that an unknown host name is an error for a listener, and a report for a connect. */
    @Test
    default void anUnknownHostNameIsNamed() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::unknownName);
    }

    /** Checks that the report names the address, and that no call throws. */
    @Test
    default void aRefusedConnectIsReportedAsNotOpened() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::refused);
    }

    /**
     * Checks that a connect without an answer ends after its timeout, neither earlier nor only at the end of the poll.
     */
    @Test
    default void aConnectWithoutAnswerEndsAfterItsTimeout() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::unanswered);
    }

    /** Checks that finish and abort both give up an attempt to connect, which then never opens. */
    @Test
    default void aConnectThatIsGivenUpIsLocal() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::givenUp);
    }

    /** Checks that both ends report the connection, one of them as accepted. */
    @Test
    default void theOpenerAndTheAccepterAreToldApart() throws InterruptedException {
        TransportTrial.pair(stage(), Openings::apart);
    }

    /** Checks that a number always stands for the same connection. */
    @Test
    default void endpointNumbersGrowFrom1AndAreNeverUsedAgain() throws InterruptedException {
        TransportTrial.pair(stage(), Openings::numbers);
    }

    /** Checks that a caller may send frames before the connection is open. */
    @Test
    default void framesSentBeforeTheConnectionStandsAreKept() throws InterruptedException {
        TransportTrial.pair(stage(), Openings::early);
    }

    /** Checks that many nodes can connect in the same instant, because all nodes of a job start at once. */
    @Test
    default void manyConnectionsOfOneInstantComeIn() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::crowds);
    }

    /** Checks that callers above the limit cannot use up the process, and that the other connections stay. */
    @Test
    default void connectionsAboveTheLimitAreTurnedAway() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::aboveTheLimit);
    }

    /** Checks that only new callers are refused after listening stops. */
    @Test
    default void endpointsStayWhenListeningStops() throws InterruptedException {
        TransportTrial.pair(stage(), Openings::stopListening);
    }

    // The tests of bytes.

    /** Checks that bytes arrive and come back, and that the counts are right. */
    @Test
    default void bytesComeBackFromAnEcho() throws InterruptedException {
        TransportTrial.alone(stage(), Streams::echo);
    }

    /** Checks that one frame of two parts gives the same stream as two frames. */
    @Test
    default void bytesKeepTheirOrderHoweverTheyAreSplit() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::splits);
    }

    /** Checks that a caller may change the memory of queued bytes after {@code detach}. */
    @Test
    default void detachedBytesDoNotChangeWithTheirBuffers() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::detached);
    }

    /** Checks that 64 MiB pass, on the heap and off it. */
    @Test
    default void manyMebibytesPassWhole() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::large);
    }

    /** Checks that a frame may mix direct, sliced, read-only and empty parts. */
    @Test
    default void aFrameMayLieInBuffersOfAnyKind() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::buffers);
    }

    /** Checks that the caller may use the memory of a frame again when its bytes count as written. */
    @Test
    default void memoryMayBeUsedAgainWhenItIsWritten() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::reuse);
    }

    /** Checks that frames without bytes have no effect. */
    @Test
    default void emptyFramesAreNothing() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::empty);
    }

    /** Checks that control frames wait only for the frame that has begun. */
    @Test
    default void controlOvertakesBulkAtFrameBoundaries() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::overtaking);
    }

    /** Checks that frames stay whole, and in order within their lane. */
    @Test
    default void framesOfALaneKeepTheirOrder() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::lanes);
    }

    /**
     * Checks that bytes that the connection does not take are queued and counted, and are written when there is space.
     */
    @Test
    default void aSlowReaderLeavesTheRestQueuedUntilItReads() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::slowReader);
    }

    /** Checks that a poll reports nothing when nothing happens. */
    @Test
    default void nothingIsReportedWhereNothingHappens() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::idle);
    }

    /** Checks that two ends that write much to each other do not block each other. */
    @Test
    default void bytesGoBothWaysAtOnce() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::bothWays);
    }

    /** Checks that a peer that does not read stops only its own connection. */
    @Test
    default void aStuckConnectionHoldsUpNoOther() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::stuck);
    }

    /** Checks that a peer that sends all the time does not keep other connections from their turn. */
    @Test
    default void aDialogueDoesNotShutTheOthersOut() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::dialogue);
    }

    /** Checks that a wake-up before the poll is not lost. */
    @Test
    default void aWakeupEndsTheNextPoll() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::waiting);
    }

    // The tests of ends.

    /** Checks that all bytes that were sent before finish arrive, and that later bytes are ignored. */
    @Test
    default void finishWritesWhatIsQueuedBeforeItEnds() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::finish);
    }

    /** Checks that incoming bytes that are no longer read do not destroy the bytes under way to the peer. */
    @Test
    default void finishDeliversTheLastWordToAPeerThatTalks() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::lastWord);
    }

    /** Checks that both sides may finish at once, and that each side then reports a local end. */
    @Test
    default void bothSidesMayFinishAtOnce() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::bothFinish);
    }

    /** Checks that abort drops queued bytes, and that the peer sees a reset. */
    @Test
    default void abortEndsBothSidesAtOnce() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::abort);
    }

    /** Checks that a connection that is finishing can be aborted. */
    @Test
    default void whatIsFinishingCanBeAborted() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::finishThenAbort);
    }

    /**
     * Checks that calls for an ended endpoint are ignored, because the transport may know of the end before the caller.
     */
    @Test
    default void callsForAnEndpointThatIsGoneAreIgnored() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::gone);
    }

    /** Checks that a closed transport reports nothing, and that its peers see ends. */
    @Test
    default void closeDropsEverythingAndMayBeRepeated() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::close);
    }

    /** Checks that a broken connection does not affect the others. */
    @Test
    default void eachConnectionEndsAlone() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::alone);
    }

    /** Checks that a sink may call the transport. */
    @Test
    default void aReportMayEndTheEndpointItIsAbout() throws InterruptedException {
        TransportTrial.alone(stage(), Endings::withinAReport);
    }

    /** Checks that sending to a peer that is gone leads to a report, and that no call throws. */
    @Test
    default void sendingToAPeerThatHasGoneIsNoError() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::sendAfterTheEnd);
    }

    /** Checks that the last report of an endpoint comes once, independent of the way in which both sides end it. */
    @Test
    default void everyEndpointEndsOnce() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::manyEnd);
    }

    // The tests with peers that are no transports.

    /** Checks that no byte of a peer that leaves is lost. */
    @Test
    default void aPeerThatLeavesIsTheEndOfTheStreamAfterItsLastByte() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::leaves);
    }

    /** Checks that a peer that shuts its output ends the connection. */
    @Test
    default void aPeerThatShutsItsOutputIsTheEndOfTheStream() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::shutsItsOutput);
    }

    /** Checks that a peer that dies with unread bytes ends the connection, with any cause. */
    @Test
    default void aPeerThatDiesWithUnreadBytesIsTheEnd() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::diesUnread);
    }

    /** Checks that the report of a reset has a detail for people. */
    @Test
    default void aPeerThatResetsIsAReset() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::resets);
    }

    /** Checks that no call throws because of the behaviour of a peer. */
    @Test
    default void aWriteThatFailsIsReportedByThePoll() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::resetsWhileWeWrite);
    }

    /** Checks that the last words of a peer arrive although a write fails. They may give the reason for the end. */
    @Test
    default void whatThePeerSaidBeforeAWriteFailedIsStillHeard() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::speaksAndLeavesWhileWeWrite);
    }

    /**
     * Checks that a transport does not end the connection of a silent peer. Its user decides whether the peer is alive.
     */
    @Test
    default void aSilentPeerEndsNothing() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::keepsSilent);
    }

    /** Checks that finish ends although the peer keeps the connection open. */
    @Test
    default void finishEndsAlthoughThePeerStays() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::staysAfterFinish);
    }

    /** Checks that finish ends although the peer keeps sending. */
    @Test
    default void finishEndsAlthoughThePeerKeepsTalking() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::talksAfterFinish);
    }

    // The tests of threads.

    /** Checks that an interrupt ends a call, but no connection. */
    @Test
    default void anInterruptEndsThePollAndNoConnection() throws InterruptedException {
        TransportTrial.pair(stage(), Threads::interrupt);
    }

    /** Checks that ended connections free their file descriptors, because a master runs for weeks. */
    @Test
    default void connectionsThatEndedGiveTheirDescriptorsBack() throws InterruptedException {
        TransportTrial.pair(stage(), Threads::descriptors);
    }

    /** Checks that one thread can send while another thread polls. */
    @Test
    default void sendsOfOneThreadArriveWhileAnotherPolls() throws InterruptedException {
        TransportTrial.alone(stage(), Threads::sends);
    }

    /** Checks that every endpoint ends once, although two threads and the peer may end it. */
    @Test
    default void everyEndpointEndsOnceWhileAnotherThreadPolls() throws InterruptedException {
        TransportTrial.alone(stage(), Threads::endings);
    }

    /** Checks that closing a transport ends a poll of another thread. */
    @Test
    default void closeEndsAPollOfAnotherThread() throws InterruptedException {
        TransportTrial.alone(stage(), Threads::closing);
    }

    /** Checks that no wake-up is lost. */
    @Test
    default void eachWakeupEndsAPollOfAnotherThread() throws InterruptedException {
        TransportTrial.alone(stage(), Threads::wakeups);
    }
}
