package dev.comm.api.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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

    @Test
    void aNameArrivesUnchanged() {
        for (String name : List.of("", "x".repeat(101), "x".repeat(100_000), "a\ud83db", "\udc00")) {
            assertThatThrownBy(() -> handlers.and(name, Integer.class, Integer.class, n -> n))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a handler's name");
        }
        assertThat(handlers.and("\ud83d\ude00", Integer.class, Integer.class, n -> n)
                        .names())
                .hasSize(4);
    }

    @Test
    void whatIsMissingIsNamed() {
        Handlers.SimpleHandler<Integer, Integer> none = null;
        Handler<Integer, Integer> square = (n, context) -> n * n;
        assertNamed(() -> Handlers.of(null, Integer.class, Integer.class, square), "a handler's name");
        assertNamed(() -> Handlers.of("one", null, Integer.class, square), "input");
        assertNamed(() -> Handlers.of("one", Integer.class, null, square), "output");
        assertNamed(() -> Handlers.of("one", Integer.class, Integer.class, none), "a handler");
        assertThat(handlers.find(null)).isNull();
    }

    private static void assertNamed(ThrowingCallable call, String what) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessageContaining(what);
    }

    @Test
    void theNamesOfAllHandlersFitIntoOneFrame() {
        Handlers many = handlers;
        for (int i = many.names().size(); i < 1_000; i++) {
            many = many.and("handler " + i, Integer.class, Integer.class, n -> n);
        }
        Handlers full = many;
        assertThatThrownBy(() -> full.and("one more", Integer.class, Integer.class, n -> n))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000 handlers");
    }
}
