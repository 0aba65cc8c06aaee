/** Notifications from Redis Pub/Sub; the only package that knows Lettuce. */
@NullMarked
package chat4all.push.redis;

import org.jspecify.annotations.NullMarked;
