/** What a process measures, in the format that Prometheus scrapes. */
@NullMarked
package chat4all.runtime.metrics;

import org.jspecify.annotations.NullMarked;
