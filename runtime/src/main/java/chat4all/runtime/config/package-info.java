/** Typed reading of the environment: every problem at once, unknown names refused, secrets never printed. */
@NullMarked
package chat4all.runtime.config;

import org.jspecify.annotations.NullMarked;
