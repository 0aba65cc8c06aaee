/** How every process of Chat4All starts, reports a faulty configuration and stops. */
@NullMarked
package chat4all.runtime;

import org.jspecify.annotations.NullMarked;
