package dev.comm.testkit;

import org.apiguardian.api.API;

/**
 * The mark of an exception that the kit itself throws as a fault. A program that ends with such an exception does not
 * fail the run.
 */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface InjectedError {}
