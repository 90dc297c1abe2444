package dev.comm.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult.Status;

/** The contract finds a broken promise of each transport that is wrong on purpose, which shows that it can fail. */
@Timeout(300)
class BrokenTransportsTest {
    static Stream<Arguments> faults() {
        return Stream.concat(calls(), reports());
    }

    private static Stream<Arguments> calls() {
        return Stream.of(
                fault(BrokenCalls.AbortsInsteadOfFinishing.class, "finishWritesWhatIsQueuedBeforeItEnds"),
                fault(BrokenCalls.HasOneLane.class, "controlOvertakesBulkAtFrameBoundaries"),
                fault(BrokenCalls.SendsEachPartAlone.class, "framesOfALaneKeepTheirOrder"),
                fault(BrokenCalls.SendsTheLastPartFirst.class, "bytesKeepTheirOrderHoweverTheyAreSplit"),
                fault(BrokenCalls.FillsEmptyFrames.class, "emptyFramesAreNothing"),
                fault(BrokenCalls.SendsOnlyWhereItIsOpen.class, "framesSentBeforeTheConnectionStandsAreKept"),
                fault(BrokenCalls.CountsNothing.class, "aSlowReaderLeavesTheRestQueuedUntilItReads"),
                fault(BrokenCalls.ThrowsForTheUnknown.class, "callsForAnEndpointThatIsGoneAreIgnored"),
                fault(BrokenCalls.ThrowsForATakenPort.class, "aTakenPortIsRefusedByNumber"),
                fault(BrokenCalls.HasNoLimit.class, "connectionsAboveTheLimitAreTurnedAway"),
                fault(BrokenCalls.LeavesEncryptionOut.class, "encryptionIsNeverLeftOut"),
                fault(BrokenCalls.HasNoTimeout.class, "aConnectWithoutAnswerEndsAfterItsTimeout"),
                fault(BrokenCalls.LosesWakeups.class, "aWakeupEndsTheNextPoll"),
                fault(BrokenCalls.StaysWhenClosed.class, "closeDropsEverythingAndMayBeRepeated"),
                fault(BrokenCalls.KeepsListening.class, "endpointsStayWhenListeningStops"),
                fault(BrokenCalls.NeverLetsGo.class, "finishEndsAlthoughThePeerStays"),
                fault(BrokenCalls.NeverLetsGo.class, "bothSidesMayFinishAtOnce"));
    }

    private static Stream<Arguments> reports() {
        return Stream.of(
                fault(BrokenReports.TakesAResetForAnEnd.class, "abortEndsBothSidesAtOnce"),
                fault(BrokenReports.TakesAResetForAnEnd.class, "aPeerThatResetsIsAReset"),
                fault(BrokenReports.TakesARefusalForAReset.class, "aRefusedConnectIsReportedAsNotOpened"),
                fault(BrokenReports.TakesItsOwnEndForThePeers.class, "aConnectThatIsGivenUpIsLocal"),
                fault(BrokenReports.TakesItsOwnEndForThePeers.class, "aReportMayEndTheEndpointItIsAbout"),
                fault(BrokenReports.SaysNoReason.class, "anUnknownHostNameIsNamed"),
                fault(BrokenReports.MixesUpWhoCalled.class, "theOpenerAndTheAccepterAreToldApart"),
                fault(BrokenReports.EndsTwice.class, "everyEndpointEndsOnce"),
                fault(BrokenReports.SpeaksAfterTheEnd.class, "eachConnectionEndsAlone"),
                fault(BrokenReports.CountsFromZero.class, "endpointNumbersGrowFrom1AndAreNeverUsedAgain"),
                fault(BrokenReports.IsAlwaysWritable.class, "nothingIsReportedWhereNothingHappens"),
                fault(BrokenReports.DoesNotCountReports.class, "bytesGoBothWaysAtOnce"),
                fault(BrokenReports.ReportsAnAbortAtOnce.class, "abortEndsBothSidesAtOnce"),
                fault(BrokenReports.SwallowsInterrupts.class, "anInterruptEndsThePollAndNoConnection"));
    }

    private static Arguments fault(Class<?> transport, String promise) {
        return Arguments.of(transport, promise);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theContractFindsWhatIsWrong(Class<?> transport, String promise) {
        ContractRun run = ContractRun.of(transport, promise);
        assertThat(run.ended(Status.FAILED)).as(transport.getSimpleName()).containsExactly(promise);
        assertThat(run.message(promise)).isNotBlank();
    }

    @Test
    void nothingButWhatIsWrongMakesItFail() {
        String[] promises =
                faults().map(each -> (String) each.get()[1]).distinct().toArray(String[]::new);
        ContractRun run = ContractRun.of(BrokenCalls.NothingIsWrong.class, promises);
        assertThat(run.ended(Status.SUCCESSFUL)).containsExactlyInAnyOrder(promises);
    }
}
