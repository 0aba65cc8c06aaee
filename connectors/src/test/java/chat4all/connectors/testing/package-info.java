/** What tests of connectors need: a platform to talk to and webhooks to read. */
@NullMarked
package chat4all.connectors.testing;

import org.jspecify.annotations.NullMarked;
