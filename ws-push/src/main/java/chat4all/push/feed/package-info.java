/** How far one socket has been told each conversation, and how what it missed is found and told. */
@NullMarked
package chat4all.push.feed;

import org.jspecify.annotations.NullMarked;
