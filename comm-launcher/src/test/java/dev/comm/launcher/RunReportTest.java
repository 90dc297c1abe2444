package dev.comm.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.RunId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report as JSON. */
class RunReportTest {
    @Test
    void everyRankIsThere() {
        List<RankEnd> ends = RunOutcomeTest.ends(0, 137);
        RunPlan plan = RunOutcomeTest.plan(2, 0);
        RunReport report =
                new RunReport(new RunId(1, 2), plan, ends, Map.of(), RunOutcome.of(plan, ends, Map.of(), null));

        assertThat(report.json())
                .startsWith("{\"format\":1,\"run\":\"00000000000000010000000000000002\",\"command\":[\"x\"],\"size\":2,"
                        + "\"exitCode\":8,\"outcome\":\"rank 0 is done, but")
                .contains("{\"rank\":0,\"pid\":100,\"started\":\"1970-01-01T00:00:00Z\",\"ended\":"
                        + "\"1970-01-01T00:00:01.250Z\",\"seconds\":1.25,"
                        + "\"exitCode\":0,\"signal\":null,\"stopped\":false,\"lost\":null,\"detail\":null}")
                .contains("\"exitCode\":137,\"signal\":9,");
    }

    /** Writes the exit code of the process into the report, so that scripts can read either of them. */
    @Test
    void theExitCodeIsThatOfTheProcess() {
        List<RankEnd> ends = RunOutcomeTest.ends(0);
        RunPlan plan = RunOutcomeTest.plan(1, 0);
        RunOutcome outcome = RunOutcome.of(plan, ends, Map.of(), RunOutcome.Halt.signalled(RunOutcome.Halt.ASKED, 15));

        assertThat(new RunReport(new RunId(1, 2), plan, ends, Map.of(), outcome).json())
                .contains("\"exitCode\":143,\"outcome\":\"stopped because comm run was asked to end");
    }

    @Test
    void textIsEscaped() {
        assertThat(Json.of("a\"b\\c\nd\u0001é😀")).isEqualTo("\"a\\\"b\\\\c\\u000ad\\u0001é\\ud83d\\ude00\"");
        assertThat(Json.of(new ArrayList<>(Arrays.asList(1, null, true, Map.of("k", List.of())))))
                .isEqualTo("[1,null,true,{\"k\":[]}]");
    }
}
