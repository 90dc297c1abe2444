package dev.comm.core.value;

import dev.comm.core.machine.ErrorText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The stack of an error as text: its frames, then each cause with its first frames. If the space does not suffice for
 * all, it is used in this order: the summaries of the causes, the frames of the error, the frames of the root cause,
 * the frames of the other causes.
 */
final class RemoteStack {
    private static final int CAUSES_MAX = 8;
    private static final int FRAMES_MAX = 60;
    private static final int FRAMES_OF_CAUSE_MAX = 10;
    private static final int HEAD_BYTES_MAX = 800;

    private final List<Throwable> causes = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private int left;

    private RemoteStack(Throwable error, int bytesMax) {
        left = bytesMax;
        collect(error);
    }

    static String of(Throwable error, int bytesMax) {
        RemoteStack stack = new RemoteStack(error, bytesMax);
        return stack.text(error);
    }

    /** Collects the causes. Of a long chain it collects only the first causes and the root cause. */
    private void collect(Throwable error) {
        Set<Throwable> known = Collections.newSetFromMap(new IdentityHashMap<>());
        known.add(error);
        int skipped = 0;
        for (Throwable cause = ErrorText.cause(error); cause != null && known.add(cause); ) {
            if (causes.size() == CAUSES_MAX) {
                causes.remove(CAUSES_MAX - 1);
                skipped++;
            }
            causes.add(cause);
            cause = ErrorText.cause(cause);
        }
        for (int i = 0; i < causes.size(); i++) {
            boolean isAfterGap = skipped > 0 && i == causes.size() - 1;
            heads.add((isAfterGap ? "\t... " + skipped + " more causes\n" : "") + head(causes.get(i)));
        }
    }

    private static String head(Throwable cause) {
        byte[] summary = ErrorForm.text(ErrorText.summary(cause), HEAD_BYTES_MAX);
        return "Caused by: " + new String(summary, StandardCharsets.UTF_8) + "\n";
    }

    private String text(Throwable error) {
        int root = causes.size() - 1;
        heads.forEach(head -> left -= bytes(head));
        String own = frames(error, FRAMES_MAX);
        String ofRoot = root < 0 ? "" : frames(causes.get(root), FRAMES_OF_CAUSE_MAX);
        StringBuilder text = new StringBuilder(own);
        for (int i = 0; i <= root; i++) {
            text.append(heads.get(i));
            text.append(i == root ? ofRoot : frames(causes.get(i), FRAMES_OF_CAUSE_MAX));
        }
        return text.toString();
    }

    /** Returns as many of the first frames as fit into the remaining space. */
    private String frames(Throwable error, int framesMax) {
        StringBuilder text = new StringBuilder();
        StackTraceElement[] frames = ErrorText.frames(error);
        for (int i = 0; i < Math.min(frames.length, framesMax); i++) {
            String line = "\tat " + frames[i] + "\n";
            if (bytes(line) > left) {
                break;
            }
            left -= bytes(line);
            text.append(line);
        }
        return text.toString();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
