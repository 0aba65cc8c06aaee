/** The Instagram messaging API, and the app on a person's phone. */
@NullMarked
package chat4all.connectors.simulator.instagram;

import org.jspecify.annotations.NullMarked;
