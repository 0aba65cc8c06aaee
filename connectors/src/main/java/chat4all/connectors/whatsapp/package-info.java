/** WhatsApp Business Cloud API. */
@NullMarked
package chat4all.connectors.whatsapp;

import org.jspecify.annotations.NullMarked;
