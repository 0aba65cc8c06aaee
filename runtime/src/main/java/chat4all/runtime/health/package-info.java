/** What a process says of its own readiness. */
@NullMarked
package chat4all.runtime.health;

import org.jspecify.annotations.NullMarked;
