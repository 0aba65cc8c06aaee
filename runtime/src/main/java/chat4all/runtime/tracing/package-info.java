/** Spans and how they leave the process; the only package that knows OpenTelemetry. */
@NullMarked
package chat4all.runtime.tracing;

import org.jspecify.annotations.NullMarked;
