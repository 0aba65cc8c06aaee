/** Keeps which conversation belongs to which contact. */
@NullMarked
package chat4all.connectors.cassandra;

import org.jspecify.annotations.NullMarked;
