package dev.comm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.error.LimitException;
import dev.comm.api.error.MemberLostException;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void aValueIsPresentEvenIfItIsNull() {
        Answer<String> answer = Answer.present(2, null);
        assertThat(answer.isPresent()).isTrue();
        assertThat(answer.value()).isNull();
        assertThat(answer.failure()).isNull();
        assertThat(answer.departure()).isNull();
    }

    @Test
    void aFailureIsThrownInPlaceOfTheValue() {
        LimitException failure = new LimitException("too long");
        Answer<String> answer = Answer.failed(2, failure);
        assertThat(answer.isPresent()).isFalse();
        assertThat(answer.failure()).isSameAs(failure);
        assertThat(answer.departure()).isNull();
        assertThatThrownBy(answer::value).isSameAs(failure);
    }

    @Test
    void aDepartureSaysWhyThereIsNoValue() {
        Departure departure = new Departure(2, 7, Cause.HUNG, "missed the deadline");
        Answer<String> answer = Answer.departed(departure);
        assertThat(answer.isPresent()).isFalse();
        assertThat(answer.rank()).isEqualTo(2);
        assertThat(answer.failure()).isNull();
        assertThat(answer.departure()).isEqualTo(departure);
        assertThatThrownBy(answer::value)
                .isInstanceOf(MemberLostException.class)
                .hasMessageContainingAll("rank 2", "HUNG", "missed the deadline");
    }
}
