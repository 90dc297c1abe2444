package dev.comm.api.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HandlersTest {
    private final Handlers handlers = Handlers.of("square", Integer.class, Integer.class, n -> n * n)
            .and("half", Integer.class, Integer.class, n -> n / 2)
            .and("same", Integer.class, Integer.class, (n, context) -> n);

    @Test
    void allFormsOfAHandlerAreFoundByTheirNames() throws Exception {
        assertThat(handlers.names()).containsExactly("half", "same", "square");
        assertThat(answer("square", 6)).isEqualTo(36);
        assertThat(answer("half", 6)).isEqualTo(3);
        assertThat(answer("same", 6)).isEqualTo(6);
    }

    @SuppressWarnings("unchecked")
    private Integer answer(String name, int input) throws Exception {
        return ((Handlers.Entry<Integer, Integer>) handlers.find(name))
                .handler()
                .handle(input, null);
    }

    @Test
    void aNameIsTakenOnce() {
        assertThatThrownBy(() -> handlers.and("half", Integer.class, Integer.class, n -> n))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("already a handler named 'half'");
    }
}
