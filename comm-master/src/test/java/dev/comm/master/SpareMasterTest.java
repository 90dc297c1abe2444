package dev.comm.master;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.comm.api.CommConfig;
import dev.comm.api.error.ConfigException;
import org.junit.jupiter.api.Test;

class SpareMasterTest {
    /** A program that asks for {@code rank() > 0} takes a spare for the master. */
    @Test
    void a1_aSpareIsNeverASecondMaster() {
        CommConfig spare = CommConfig.builder().size(4).spares(1).build();

        assertThatThrownBy(() -> MasterNode.listen(spare))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("ask config.isMaster() before you start a master");
    }
}
