/** Verification of access tokens (ES256 JSON Web Tokens). */
@NullMarked
package chat4all.runtime.auth;

import org.jspecify.annotations.NullMarked;
