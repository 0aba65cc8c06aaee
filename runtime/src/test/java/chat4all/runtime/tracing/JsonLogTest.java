package chat4all.runtime.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import chat4all.runtime.config.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** A line of the log as the services write it for machines. */
class JsonLogTest {
    private static final String CONFIGURATION = """
            <configuration>
              <include resource="chat4all/logback-json.xml"/>
              <root level="INFO"><appender-ref ref="stdout"/></root>
            </configuration>
            """;
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final LoggerContext context = new LoggerContext();

    @Test
    void aLineWrittenWhileAMessageIsHandledLeadsToItsTrace() throws Exception {
        var settings = Settings.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
        try (var tracing = Tracing.open("edge", TracingConfig.from(settings));
                var logs = tracing.consume("process messages", "00-" + TRACE_ID + "-00f067aa0ba902b7-01")
                        .with(TraceSpan.MESSAGE_ID, "msg_1")
                        .inLogs()) {
            assertThat(logs).isNotNull();

            var line = line("stored");

            assertThat(line.path("trace_id").asText()).isEqualTo(TRACE_ID);
            assertThat(line.path("message_id").asText()).isEqualTo("msg_1");
            assertThat(line.path("message").asText()).isEqualTo("stored");
            assertThat(line.path("level").asText()).isEqualTo("INFO");
            assertThat(line.path("@timestamp").asText()).endsWith("Z");
        }
        assertThat(line("later").has("trace_id")).isFalse();
    }

    /** What the services' own configuration makes of this event, which has to be one line. */
    private JsonNode line(String message) throws JoranException, IOException {
        context.setMDCAdapter(MDC.getMDCAdapter());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(CONFIGURATION.getBytes(UTF_8)));
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        var event = new LoggingEvent("", root, Level.INFO, message, null, null);
        var encoder = ((ConsoleAppender<ILoggingEvent>) root.getAppender("stdout")).getEncoder();
        var line = new String(encoder.encode(event), UTF_8);
        context.reset();
        assertThat(line.lines()).hasSize(1);
        return new ObjectMapper().readTree(line);
    }
}
