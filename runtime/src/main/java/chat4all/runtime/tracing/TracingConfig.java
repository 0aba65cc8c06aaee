package chat4all.runtime.tracing;

import chat4all.runtime.config.Settings;
import java.net.URI;
import java.util.Optional;

/**
 * Whether and where spans are sent, under the names that OpenTelemetry has standardised.
 *
 * @param endpoint base address of an OTLP/HTTP receiver; without it tracing is off
 * @param serviceName what the spans are said to be of instead of the service's own name
 * @param ratio of the traces begun here that are kept, from 0 to 1; a caller's decision goes before it
 */
public record TracingConfig(Optional<URI> endpoint, Optional<String> serviceName, double ratio) {
    public static final TracingConfig OFF = new TracingConfig(Optional.empty(), Optional.empty(), 1);

    public static TracingConfig from(Settings settings) {
        return new TracingConfig(
                settings.webAddress("OTEL_EXPORTER_OTLP_ENDPOINT"),
                settings.optional("OTEL_SERVICE_NAME"),
                settings.ratio("OTEL_TRACES_SAMPLER_ARG", 1));
    }
}
