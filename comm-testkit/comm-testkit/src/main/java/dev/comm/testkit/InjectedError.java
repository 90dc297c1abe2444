package dev.comm.testkit;

import org.apiguardian.api.API;

/** Marks what the kit itself throws as a fault: a program that ends by it is no failure of the run. */
@API(status = API.Status.INTERNAL, since = "0.1")
public interface InjectedError {}
