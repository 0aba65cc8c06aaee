/** From everything that takes place to the users who are connected now. */
@NullMarked
package chat4all.sinks.push;

import org.jspecify.annotations.NullMarked;
