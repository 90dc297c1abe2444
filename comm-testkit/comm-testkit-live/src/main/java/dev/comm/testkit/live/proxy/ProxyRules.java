package dev.comm.testkit.live.proxy;

import dev.comm.testkit.Frame;
import dev.comm.testkit.FrameRule;
import dev.comm.testkit.FrameVerdict;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/** The rules in force. The first rule that does not say pass decides. Safe for use by several threads. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class ProxyRules {
    private final List<InForce> rules = new CopyOnWriteArrayList<>();
    private final Consumer<Throwable> failures;

    /** Creates rules that report their errors to a listener. The frame of a rule that failed passes. */
    public ProxyRules(Consumer<Throwable> failures) {
        this.failures = failures;
    }

    public FrameRule.Handle add(FrameRule rule) {
        InForce added = new InForce(rule);
        rules.add(added);
        return added;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    public void clear() {
        rules.clear();
    }

    FrameVerdict judge(Frame frame) {
        for (InForce each : rules) {
            FrameVerdict verdict = ask(each.rule, frame);
            if (verdict.action() != FrameVerdict.Action.PASS) {
                each.hits.incrementAndGet();
                return verdict;
            }
        }
        return FrameVerdict.pass();
    }

    private FrameVerdict ask(FrameRule rule, Frame frame) {
        try {
            return rule.apply(frame);
        } catch (RuntimeException | AssertionError e) {
            failures.accept(e);
            return FrameVerdict.pass();
        }
    }

    /** A rule with the number of its hits. */
    private final class InForce implements FrameRule.Handle {
        private final FrameRule rule;
        private final AtomicInteger hits = new AtomicInteger();

        InForce(FrameRule rule) {
            this.rule = rule;
        }

        @Override
        public int hits() {
            return hits.get();
        }

        @Override
        public void close() {
            rules.remove(this);
        }
    }
}
