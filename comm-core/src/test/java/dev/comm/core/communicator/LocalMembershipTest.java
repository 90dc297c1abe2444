package dev.comm.core.communicator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.comm.api.Cause;
import dev.comm.api.Departure;
import dev.comm.api.Member;
import dev.comm.api.View;
import dev.comm.core.machine.JoinCall;
import dev.comm.core.machine.Notice;
import dev.comm.core.machine.Value;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The numbers of lost and of living members, as rank 0 counts them at its end. */
class LocalMembershipTest {
    private final LocalMembership membership = new LocalMembership();
    private long epoch;

    private View view(int... ranks) {
        TreeMap<Integer, Member> members = new TreeMap<>();
        for (int rank : ranks) {
            members.put(rank, new Member(rank, rank, "host" + epoch, null));
        }
        epoch++;
        return new View(1, epoch, members);
    }

    private void departed(int rank, Cause cause, int... living) {
        membership.onNotice(new Notice.ViewChanged(view(living), List.of(new Departure(rank, rank, cause, ""))));
    }

    @Test
    void whoLeftInOrderIsNotLost() {
        membership.onJoined(new JoinCall.Joined(0, 4, view(0, 1, 2, 3), Value.NONE));
        assertThat(membership.notLost()).isEqualTo(4);

        departed(3, Cause.CLOSED, 0, 1, 2);
        assertThat(membership.notLost()).isEqualTo(3);

        departed(1, Cause.LEFT, 0, 2);
        departed(2, Cause.EXPIRED, 0);
        departed(0, Cause.LEFT);
        assertThat(membership.notLost()).isEqualTo(3);
    }

    /** Names the host of the member that was lost last, not that of the member that had the rank first. */
    @Test
    void theHostOfALostMemberIsThatOfItsLastView() {
        membership.onJoined(new JoinCall.Joined(0, 3, view(0, 1, 2), Value.NONE));
        departed(2, Cause.CLOSED, 0, 1);
        assertThat(membership.hostOfLost(2)).isEqualTo("host0");

        membership.onNotice(new Notice.ViewChanged(view(0, 1, 2), List.of()));
        departed(2, Cause.CLOSED, 0, 1);
        assertThat(membership.hostOfLost(2)).isEqualTo("host2");
        assertThat(membership.hostOfLost(1)).isEmpty();
    }

    /** Counts a newcomer that replaces a lost rank. */
    @Test
    void whoTookAPlaceCounts() {
        membership.onJoined(new JoinCall.Joined(0, 3, view(0, 1, 2), Value.NONE));

        departed(2, Cause.CLOSED, 0, 1);
        membership.onNotice(new Notice.ViewChanged(view(0, 1, 2), List.of()));

        assertThat(membership.notLost()).isEqualTo(3);
    }
}
