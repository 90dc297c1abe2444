package org.example.fits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.comm.testkit.contract.SerializerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AloneTest {
    @Test
    void theContractsAreAModuleIfThisProjectIs() {
        assertEquals(
                Boolean.getBoolean("modular"),
                SerializerContract.class.getModule().isNamed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev.comm.testkit.Cluster",
                "dev.comm.testkit.live.Script",
                "dev.comm.master.MasterNode",
                "dev.comm.node.ComputeNode"
            })
    void noOtherArtifactIsHere(String name) {
        assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
    }
}
