package dev.comm.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult.Status;

/** The contract finds a broken promise of each serializer that is wrong on purpose, which shows that it can fail. */
@Timeout(300)
class BrokenSerializersTest {
    static Stream<Arguments> faults() {
        return Stream.concat(
                Stream.of(
                        fault(BrokenReads.ReadsTheWholeArray.class, "aMessageIsReadWithinItsBoundsWhereverItLies"),
                        fault(BrokenReads.ChangesTheBytes.class, "aValueIsIndependentOfTheBytesItWasReadFrom"),
                        fault(BrokenReads.KeepsTheBuffer.class, "aValueIsIndependentOfTheBytesItWasReadFrom"),
                        fault(BrokenReads.DoesNotCompareTypes.class, "aValueOfAnotherTypeIsRefusedByName"),
                        fault(BrokenReads.GivesNullForWhatEndsTooEarly.class, "bytesCutAtAnyPlaceAreRefused"),
                        fault(BrokenReads.ThrowsUnchecked.class, "changedBytesGiveAValueOrARefusal"),
                        fault(BrokenReads.ThrowsUnchecked.class, "garbageGivesAValueOrARefusal"),
                        fault(BrokenReads.SaysNothing.class, "bytesAfterTheValueAreRefused"),
                        fault(BrokenReads.BuildsBeforeItRefuses.class, "anUndeclaredTypeIsRefusedBeforeItIsBuilt"),
                        fault(BrokenReads.IsPoisonedByAnError.class, "changedBytesGiveAValueOrARefusal"),
                        fault(BrokenReads.IgnoresLimits.class, "aMessageAboveTheLimitIsRefused"),
                        fault(BrokenReads.IgnoresLimits.class, "nestingBeyondTheLimitIsRefused"),
                        fault(BrokenReads.IgnoresWhatFollows.class, "bytesAfterTheValueAreRefused"),
                        fault(BrokenReads.BelievesLengths.class, "fewBytesNeverTakeMuchMemory")),
                Stream.of(
                        fault(BrokenWrites.LosesValues.class, "valuesComeBackEqual"),
                        fault(BrokenWrites.SharesABuffer.class, "manyThreadsShareOneInstance"),
                        fault(BrokenWrites.SwallowsFailures.class, "aFailureOfTheTargetIsPassedOn"),
                        fault(BrokenWrites.BlamesTheValue.class, "aFailureOfTheTargetIsPassedOn"),
                        fault(
                                BrokenWrites.NamesNoCure.class,
                                "anUndeclaredTypeIsNotWrittenAndTheErrorNamesItAndTheCure"),
                        fault(
                                BrokenWrites.WritesWhatIsUndeclared.class,
                                "anUndeclaredTypeIsNotWrittenAndTheErrorNamesItAndTheCure"),
                        fault(BrokenWrites.OverflowsTheStack.class, "chainsAndCyclesAreErrorsAtWorst"),
                        fault(BrokenWrites.CountsItsMessages.class, "theSameValueGivesTheSameBytes"),
                        fault(
                                BrokenWrites.HasTheSameFingerprintAlways.class,
                                "theFingerprintTellsOneSetOfTypesFromAnother"),
                        fault(
                                BrokenWrites.HasAFingerprintOfTheProcess.class,
                                "anotherJvmReadsTheBytesAndHasTheSameFingerprint")));
    }

    private static Arguments fault(Class<?> serializer, String promise) {
        return Arguments.of(serializer, promise);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theContractFindsWhatIsWrong(Class<?> serializer, String promise) {
        ContractRun run = ContractRun.of(serializer, promise);
        assertThat(run.ended(Status.FAILED)).as(serializer.getSimpleName()).containsExactly(promise);
        assertThat(run.message(promise)).isNotBlank();
    }

    @Test
    void theContractFindsNothingWhereNothingIsWrong() {
        ContractRun run = ContractRun.of(BrokenWrites.NothingIsWrong.class);
        assertThat(run.count()).isEqualTo(20);
        assertThat(run.ended(Status.ABORTED)).isEmpty();
        assertThat(run.ended(Status.FAILED))
                .as("the serializer is not listed as a service")
                .containsExactly("isFoundAsAServiceByItsName");
    }
}
