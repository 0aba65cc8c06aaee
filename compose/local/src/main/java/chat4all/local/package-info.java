/** The whole platform on one machine without Docker: a supervisor for servers and services, and its commands. */
@NullMarked
package chat4all.local;

import org.jspecify.annotations.NullMarked;
