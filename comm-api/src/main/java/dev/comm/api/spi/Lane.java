package dev.comm.api.spi;

import org.apiguardian.api.API;

/** The two queues of an endpoint. At frame boundaries the control queue has precedence. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Lane {
    /** Small frames that must not wait behind data. */
    CONTROL,
    /** All other frames. */
    BULK
}
