package chat4all.sinks.streams;

import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Fails the task when a writer throws. The handlers that Kafka Streams brings would make a dead letter of the record on
 * the way, which is wrong here: a writer throws when the database is away, and the record is then read again.
 */
public final class FailTask implements ProcessingExceptionHandler {
    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> entry, Exception exception) {
        return Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // Nothing to configure.
    }
}
