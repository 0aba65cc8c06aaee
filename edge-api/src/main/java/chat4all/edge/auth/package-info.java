/** Accounts and access tokens. */
@NullMarked
package chat4all.edge.auth;

import org.jspecify.annotations.NullMarked;
