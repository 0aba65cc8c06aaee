/** The HTTP server of every process: problem documents for every error, trace ids, metrics, health, graceful stop. */
@NullMarked
package chat4all.runtime.http;

import org.jspecify.annotations.NullMarked;
