/** What the processes of Chat4All say to one another: records, topics, their JSON, and the rules a message must keep. */
@NullMarked
package chat4all.schemas;

import org.jspecify.annotations.NullMarked;
