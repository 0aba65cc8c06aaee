/** Whether a contact on a platform can be reached, as far as can be told before a message is sent. */
@NullMarked
package chat4all.edge.channels;

import org.jspecify.annotations.NullMarked;
