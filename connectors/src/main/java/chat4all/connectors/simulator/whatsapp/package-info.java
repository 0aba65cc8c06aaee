/** The WhatsApp Business Cloud API, and the app on a person's phone. */
@NullMarked
package chat4all.connectors.simulator.whatsapp;

import org.jspecify.annotations.NullMarked;
