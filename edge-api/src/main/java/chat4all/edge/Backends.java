package chat4all.edge;

import chat4all.edge.async.RepeatedCheck;
import chat4all.edge.cassandra.CassandraLink;
import chat4all.edge.kafka.TopicWriter;
import chat4all.edge.redis.IdempotencyCache;
import chat4all.edge.topology.TopologyClient;
import chat4all.runtime.Resources;
import chat4all.runtime.files.ContentDigest;
import chat4all.runtime.files.ObjectStore;
import chat4all.runtime.health.Health;
import chat4all.runtime.kafka.ConsumerLag;
import chat4all.runtime.tracing.Tracing;
import io.micrometer.core.instrument.MeterRegistry;

/** The systems behind the edge. All of them may be away when they are opened; readiness asks for all but the store. */
record Backends(
        CassandraLink cassandra,
        ObjectStore store,
        IdempotencyCache idempotency,
        TopicWriter writer,
        TopologyClient topology) {

    static Backends open(EdgeConfig config, Resources parts, MeterRegistry meters, Tracing tracing, Health health) {
        var cassandra = parts.open(new CassandraLink(config.cassandra()));
        var store = parts.open(new ObjectStore(config.s3()));
        ContentDigest.prepare();
        var idempotency = parts.open(new IdempotencyCache(config.redis()));
        var writer = parts.open(new TopicWriter(config.kafka().bootstrap(), meters, tracing));
        parts.open(ConsumerLag.watch(config.kafka().bootstrap(), meters));
        var topology = new TopologyClient(config.topology(), config.internalToken());
        var probe = parts.open(
                new RepeatedCheck("topology-probe", () -> topology.isReady().join()));
        health.register("cassandra", cassandra::isUp);
        health.register("kafka", writer::isUp);
        health.register("redis", idempotency::isUp);
        health.register("topology", probe::isUp);
        return new Backends(cassandra, store, idempotency, writer, topology);
    }
}
