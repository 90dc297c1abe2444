package dev.comm.tests.contract;

import dev.comm.api.spi.SerializerProvider;
import dev.comm.serialization.java.JavaSerializerProvider;

class JavaSerializerContractTest implements SerializerMatrix {
    @Override
    public SerializerProvider provider() {
        return new JavaSerializerProvider();
    }

    @Override
    public Class<?> readAs(Object value) {
        return value.getClass();
    }

    @Override
    public boolean same(Object written, Object read) {
        return written.getClass() == read.getClass() && SerializerMatrix.super.same(written, read);
    }
}
