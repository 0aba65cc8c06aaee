package chat4all.topology;

import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Goes around the processing of each record that is read. It may change the record's headers and nothing else. */
interface Interceptor {
    /** Hands the record to {@code onward}, once, which returns or throws when all that follows in its task is done. */
    <V> void around(FixedKeyRecord<String, V> record, RecordMetadata from, Consumer<FixedKeyRecord<String, V>> onward);
}
