package dev.comm.core.testing;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The condition that skips tests with {@link FullOnly} outside of the profile {@code full}, and gives the reason. */
final class FullCondition implements ExecutionCondition {
    FullCondition() {}

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Extent.isFull()) {
            return ConditionEvaluationResult.enabled("the profile full runs all tests");
        }
        return findAnnotation(context.getElement(), FullOnly.class)
                .map(only -> ConditionEvaluationResult.disabled("runs with -Pfull; each build: " + only.value()))
                .orElseGet(() -> ConditionEvaluationResult.enabled("runs in each build"));
    }
}
