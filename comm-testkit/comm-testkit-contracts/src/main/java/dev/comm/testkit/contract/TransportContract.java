package dev.comm.testkit.contract;

import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The promises of every transport. The author of one implements one method and inherits the tests:
 *
 * <pre>{@code
 * class PipeTransportTest implements TransportContract {
 *     public TransportStage stage() {
 *         return TransportStage.of(new PipeTransportProvider());
 *     }
 * }
 * }</pre>
 *
 * <p>A transport that does not use TCP connections of this machine brings a {@link TransportStage} of its own. If a
 * stage cannot give a part, the tests that need it are skipped, with the reason; look at the number of skipped tests.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Timeout(300)
public interface TransportContract {
    /** A new stage; each test closes its own. */
    TransportStage stage();

    // Listening and connecting.

    /** The port that was bound is told. */
    @Test
    default void port0GivesARealPort() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::portZero);
    }

    /** The error names the port, and the transport can listen elsewhere. */
    @Test
    default void aTakenPortIsRefusedByNumber() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::takenPort);
    }

    /** A program can be started again at once, although connections were open. */
    @Test
    default void aPortIsFreeAgainWhenItsTransportIsClosed() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::portIsFreeAgain);
    }

    /** No open door by mistake. */
    @Test
    default void anAddressThatOthersReachNeedsAuthentication() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::openDoor);
    }

    /** A caller that wants encryption gets it or an error, never connections that anybody can read. */
    @Test
    default void encryptionIsNeverLeftOut() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::leftOut);
    }

    /** For a listener an error, for a connect a report. */
    @Test
    default void anUnknownHostNameIsNamed() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::unknownName);
    }

    /** The report names the address; nothing is thrown. */
    @Test
    default void aRefusedConnectIsReportedAsNotOpened() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::refused);
    }

    /** Neither earlier nor only when the poll would end. */
    @Test
    default void aConnectWithoutAnswerEndsAfterItsTimeout() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::unanswered);
    }

    /** Finish and abort both give up an attempt, which then never opens. */
    @Test
    default void aConnectThatIsGivenUpIsLocal() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::givenUp);
    }

    /** Both see the connection, one as accepted. */
    @Test
    default void theOpenerAndTheAccepterAreToldApart() throws InterruptedException {
        TransportTrial.pair(stage(), Openings::apart);
    }

    /** A number means the same connection for ever. */
    @Test
    default void endpointNumbersGrowFrom1AndAreNeverUsedAgain() throws InterruptedException {
        TransportTrial.pair(stage(), Openings::numbers);
    }

    /** Nobody has to wait for the connection before sending. */
    @Test
    default void framesSentBeforeTheConnectionStandsAreKept() throws InterruptedException {
        TransportTrial.pair(stage(), Openings::early);
    }

    /** All nodes of a job start at once. */
    @Test
    default void manyConnectionsOfOneInstantComeIn() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::crowds);
    }

    /** Strangers cannot use up the process; the others stay. */
    @Test
    default void connectionsAboveTheLimitAreTurnedAway() throws InterruptedException {
        TransportTrial.alone(stage(), Openings::aboveTheLimit);
    }

    /** Only newcomers are refused. */
    @Test
    default void endpointsStayWhenListeningStops() throws InterruptedException {
        TransportTrial.pair(stage(), Openings::stopListening);
    }

    // Bytes.

    /** There and back, and the counts are right. */
    @Test
    default void bytesComeBackFromAnEcho() throws InterruptedException {
        TransportTrial.alone(stage(), Streams::echo);
    }

    /** One frame of two parts, or two frames: the same stream. */
    @Test
    default void bytesKeepTheirOrderHoweverTheyAreSplit() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::splits);
    }

    /** 64 MiB, on the heap and off it. */
    @Test
    default void manyMebibytesPassWhole() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::large);
    }

    /** Direct, sliced, read-only and empty parts may be mixed in a frame. */
    @Test
    default void aFrameMayLieInBuffersOfAnyKind() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::buffers);
    }

    /** The memory of a frame is the caller's again when its bytes count as written. */
    @Test
    default void memoryMayBeUsedAgainWhenItIsWritten() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::reuse);
    }

    /** Frames without bytes leave no trace. */
    @Test
    default void emptyFramesAreNothing() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::empty);
    }

    /** Control waits for no more than the frame that has begun. */
    @Test
    default void controlOvertakesBulkAtFrameBoundaries() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::overtaking);
    }

    /** Frames stay whole and in order within their lane. */
    @Test
    default void framesOfALaneKeepTheirOrder() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::lanes);
    }

    /** Bytes that the connection does not take are queued and counted, and go on when there is room. */
    @Test
    default void aSlowReaderLeavesTheRestQueuedUntilItReads() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::slowReader);
    }

    /** A poll costs nothing where nothing happens. */
    @Test
    default void nothingIsReportedWhereNothingHappens() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::idle);
    }

    /** Two that write much to each other do not block each other. */
    @Test
    default void bytesGoBothWaysAtOnce() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::bothWays);
    }

    /** A peer that does not read stops its own connection only. */
    @Test
    default void aStuckConnectionHoldsUpNoOther() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::stuck);
    }

    /** A peer that talks all the time leaves the others their turn. */
    @Test
    default void aDialogueDoesNotShutTheOthersOut() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::dialogue);
    }

    /** A wake-up that comes before the poll is not lost. */
    @Test
    default void aWakeupEndsTheNextPoll() throws InterruptedException {
        TransportTrial.pair(stage(), Streams::waiting);
    }

    // Ends.

    /** All bytes that were sent before arrive; later bytes are ignored. */
    @Test
    default void finishWritesWhatIsQueuedBeforeItEnds() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::finish);
    }

    /** Bytes that nobody reads any more do not destroy those under way to the peer. */
    @Test
    default void finishDeliversTheLastWordToAPeerThatTalks() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::lastWord);
    }

    /** Each has closed it by itself. */
    @Test
    default void bothSidesMayFinishAtOnce() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::bothFinish);
    }

    /** Queued bytes are dropped, and the peer is told of a reset. */
    @Test
    default void abortEndsBothSidesAtOnce() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::abort);
    }

    /** Patience can end. */
    @Test
    default void whatIsFinishingCanBeAborted() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::finishThenAbort);
    }

    /** The end may be known to the caller later than to the transport. */
    @Test
    default void callsForAnEndpointThatIsGoneAreIgnored() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::gone);
    }

    /** Nothing is reported any more, and the peers see ends. */
    @Test
    default void closeDropsEverythingAndMayBeRepeated() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::close);
    }

    /** A connection that breaks leaves the others as they are. */
    @Test
    default void eachConnectionEndsAlone() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::alone);
    }

    /** A sink may call the transport. */
    @Test
    default void aReportMayEndTheEndpointItIsAbout() throws InterruptedException {
        TransportTrial.alone(stage(), Endings::withinAReport);
    }

    /** It is reported, not thrown. */
    @Test
    default void sendingToAPeerThatHasGoneIsNoError() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::sendAfterTheEnd);
    }

    /** The last report of an endpoint comes once, however both sides end it. */
    @Test
    default void everyEndpointEndsOnce() throws InterruptedException {
        TransportTrial.pair(stage(), Endings::manyEnd);
    }

    // Peers that are no transports.

    /** Nothing that was said is lost. */
    @Test
    default void aPeerThatLeavesIsTheEndOfTheStreamAfterItsLastByte() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::leaves);
    }

    /** Half a connection is the end of it. */
    @Test
    default void aPeerThatShutsItsOutputIsTheEndOfTheStream() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::shutsItsOutput);
    }

    /** It is an end in any case. */
    @Test
    default void aPeerThatDiesWithUnreadBytesIsTheEnd() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::diesUnread);
    }

    /** With a detail for people. */
    @Test
    default void aPeerThatResetsIsAReset() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::resets);
    }

    /** No call throws because of a peer's behaviour. */
    @Test
    default void aWriteThatFailsIsReportedByThePoll() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::resetsWhileWeWrite);
    }

    /** The reason for a hang-up has to get through. */
    @Test
    default void whatThePeerSaidBeforeAWriteFailedIsStillHeard() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::speaksAndLeavesWhileWeWrite);
    }

    /** Whether it is alive is for others to decide. */
    @Test
    default void aSilentPeerEndsNothing() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::keepsSilent);
    }

    /** The peer's patience is not needed. */
    @Test
    default void finishEndsAlthoughThePeerStays() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::staysAfterFinish);
    }

    /** Nor its silence. */
    @Test
    default void finishEndsAlthoughThePeerKeepsTalking() throws InterruptedException {
        TransportTrial.alone(stage(), Peers::talksAfterFinish);
    }

    // Threads.

    /** An interrupted call is given up, a connection is not. */
    @Test
    default void anInterruptEndsThePollAndNoConnection() throws InterruptedException {
        TransportTrial.pair(stage(), Threads::interrupt);
    }

    /** A master runs for weeks. */
    @Test
    default void connectionsThatEndedGiveTheirDescriptorsBack() throws InterruptedException {
        TransportTrial.pair(stage(), Threads::descriptors);
    }

    /** The caller's thread sends while the other one waits. */
    @Test
    default void sendsOfOneThreadArriveWhileAnotherPolls() throws InterruptedException {
        TransportTrial.alone(stage(), Threads::sends);
    }

    /** Two threads may want to end it, and the peer too. */
    @Test
    default void everyEndpointEndsOnceWhileAnotherThreadPolls() throws InterruptedException {
        TransportTrial.alone(stage(), Threads::endings);
    }

    /** A closed transport lets nobody wait. */
    @Test
    default void closeEndsAPollOfAnotherThread() throws InterruptedException {
        TransportTrial.alone(stage(), Threads::closing);
    }

    /** None is lost. */
    @Test
    default void eachWakeupEndsAPollOfAnotherThread() throws InterruptedException {
        TransportTrial.alone(stage(), Threads::wakeups);
    }
}
